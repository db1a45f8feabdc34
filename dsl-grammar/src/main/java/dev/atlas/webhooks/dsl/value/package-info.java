/**
 * Stage 0 of the language: the values that filters read, with exact numbers, case folding and instants.
 */
@NullMarked
package dev.atlas.webhooks.dsl.value;

import org.jspecify.annotations.NullMarked;
