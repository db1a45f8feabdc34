/** Filters: our routing index beside event-ruler, CEL and a plain loop, on the same rules and events. */
@NullMarked
package dev.atlas.webhooks.benchmarks.filters;

import org.jspecify.annotations.NullMarked;
