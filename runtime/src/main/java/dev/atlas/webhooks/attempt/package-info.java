/**
 * Stage 5 of the path: one HTTP attempt at one delivery. Signs the body, vets the address, posts, and reports what
 * happened as a fact ({@link dev.atlas.webhooks.attempt.AttemptResult}); whether that is good or bad is judged later.
 * The door is {@link dev.atlas.webhooks.attempt.Senders}.
 */
@NullMarked
package dev.atlas.webhooks.attempt;

import org.jspecify.annotations.NullMarked;
