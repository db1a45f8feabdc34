/**
 * Beside the path: counters of attempts by endpoint, type and minute, written with the settlements, and what they say.
 */
@NullMarked
package dev.atlas.webhooks.stats;

import org.jspecify.annotations.NullMarked;
