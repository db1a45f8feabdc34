/**
 * The database alone: the real engine with a sender that answers at once. What it reaches is the ceiling that the database
 * sets for deliveries.
 */
@NullMarked
package dev.atlas.webhooks.benchmarks.database;

import org.jspecify.annotations.NullMarked;
