/**
 * The filter language: text in, predicate out.
 */
@NullMarked
package dev.atlas.webhooks.dsl;

import org.jspecify.annotations.NullMarked;
