/**
 * Beside the path: brings finished deliveries back into the queue, and makes deliveries of past events that an endpoint
 * missed; step by step, so that it survives restarts and leaves room for what is new.
 */
@NullMarked
package dev.atlas.webhooks.replay;

import org.jspecify.annotations.NullMarked;
