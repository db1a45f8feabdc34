/**
 * Between HTTP and the services: JSON in, JSON out, and every failure as a problem that its reader understands.
 */
@NullMarked
package dev.atlas.webhooks.servlet.json;

import org.jspecify.annotations.NullMarked;
