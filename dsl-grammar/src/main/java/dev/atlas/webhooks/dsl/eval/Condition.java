package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.value.Value;

/** A part of a compiled filter. */
@FunctionalInterface
interface Condition {
    boolean test(EventView event, Value it);
}
