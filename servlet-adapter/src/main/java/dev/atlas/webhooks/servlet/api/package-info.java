/**
 * The HTTP API: one resource class per kind of thing, over the application services of the runtime.
 */
@NullMarked
package dev.atlas.webhooks.servlet.api;

import org.jspecify.annotations.NullMarked;
