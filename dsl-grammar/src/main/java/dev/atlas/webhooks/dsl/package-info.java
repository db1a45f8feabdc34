/**
 * The filter language, stage 3 of an event's path: text in, predicate out. This package is the door; {@link
 * dev.atlas.webhooks.dsl.FilterLanguage} is where to begin.
 */
@NullMarked
package dev.atlas.webhooks.dsl;

import org.jspecify.annotations.NullMarked;
