/** Programs that measure and break the product; what they found is in {@code benchmarks/RESULTS.md}. */
@NullMarked
package dev.atlas.webhooks.benchmarks;

import org.jspecify.annotations.NullMarked;
