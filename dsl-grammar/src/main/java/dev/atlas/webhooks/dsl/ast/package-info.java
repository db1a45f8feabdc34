/**
 * Stage 2 of the language: a filter as an immutable tree that knows where each of its parts stands in the text.
 */
@NullMarked
package dev.atlas.webhooks.dsl.ast;

import org.jspecify.annotations.NullMarked;
