/**
 * Measures the whole product under load: publishers, server, database and an efficient sink on one machine; and, for its two
 * ceilings, the HTTP client alone and the database alone.
 */
@NullMarked
package dev.atlas.webhooks.benchmarks.load;

import org.jspecify.annotations.NullMarked;
