/** How fast the log stays when it is long: pages of every list, and the drop of a day. */
@NullMarked
package dev.atlas.webhooks.benchmarks.log;

import org.jspecify.annotations.NullMarked;
