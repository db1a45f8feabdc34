/** Measures the whole product under load: publishers, server, database and an efficient sink on one machine. */
@NullMarked
package dev.atlas.webhooks.benchmarks.load;

import org.jspecify.annotations.NullMarked;
