/**
 * Behind the path: how a receiver makes sure that a webhook is from Atlas Webhooks. Depends on nothing but the JDK, 11 or
 * later.
 */
@NullMarked
package dev.atlas.webhooks.verify;

import org.jspecify.annotations.NullMarked;
