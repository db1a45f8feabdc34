/**
 * Retry: when the next attempt comes, or that none does. Pure.
 */
@NullMarked
package dev.atlas.webhooks.retry;

import org.jspecify.annotations.NullMarked;
