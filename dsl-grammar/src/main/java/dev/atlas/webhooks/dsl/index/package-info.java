/**
 * Stage 5 of the language: many filters at once, from an event's bytes to those that it passes.
 */
@NullMarked
package dev.atlas.webhooks.dsl.index;

import org.jspecify.annotations.NullMarked;
