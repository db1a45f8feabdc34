/**
 * Pause: whether a dead letter pauses its endpoint. Pure.
 */
@NullMarked
package dev.atlas.webhooks.pause;

import org.jspecify.annotations.NullMarked;
