/**
 * Stage 4 of the language: a tree compiled to a predicate over one event.
 */
@NullMarked
package dev.atlas.webhooks.dsl.eval;

import org.jspecify.annotations.NullMarked;
