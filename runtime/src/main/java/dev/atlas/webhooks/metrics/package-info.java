/**
 * Under the path: what is counted and measured on it, and what is told of it.
 */
@NullMarked
package dev.atlas.webhooks.metrics;

import org.jspecify.annotations.NullMarked;
