package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.value.Value;

/** A question to one value. {@code it} is the element that the enclosing {@code any} or {@code all} looks at. */
@FunctionalInterface
interface ValueTest {
    boolean test(EventView event, Value it, Value value);
}
