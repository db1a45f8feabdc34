/**
 * Under the path: what is counted and measured on it.
 */
@NullMarked
package dev.atlas.webhooks.metrics;

import org.jspecify.annotations.NullMarked;
