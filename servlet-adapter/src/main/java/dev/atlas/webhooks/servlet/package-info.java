/**
 * Hosts the runtime in a servlet container.
 */
@NullMarked
package dev.atlas.webhooks.servlet;

import org.jspecify.annotations.NullMarked;
