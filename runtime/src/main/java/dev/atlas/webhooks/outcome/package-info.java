/**
 * Outcome: judges what happened on the wire. Pure.
 */
@NullMarked
package dev.atlas.webhooks.outcome;

import org.jspecify.annotations.NullMarked;
