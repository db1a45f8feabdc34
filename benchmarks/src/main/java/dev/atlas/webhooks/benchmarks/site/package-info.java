/** What the faults and the load run on: a real database server, and the product in processes of its own. */
@NullMarked
package dev.atlas.webhooks.benchmarks.site;

import org.jspecify.annotations.NullMarked;
