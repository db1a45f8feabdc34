/**
 * Side service of the language: why a filter lets an event through or not, and what it would have done to past events.
 */
@NullMarked
package dev.atlas.webhooks.dsl.explain;

import org.jspecify.annotations.NullMarked;
