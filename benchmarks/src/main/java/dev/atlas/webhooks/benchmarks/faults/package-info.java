/**
 * Breaks the product with violence while it works, and proves from the logs of publishers and receivers that it kept
 * its promises.
 */
@NullMarked
package dev.atlas.webhooks.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
