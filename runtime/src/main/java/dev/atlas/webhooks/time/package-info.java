/**
 * Under the path: how time is measured while clocks may be put back.
 */
@NullMarked
package dev.atlas.webhooks.time;

import org.jspecify.annotations.NullMarked;
