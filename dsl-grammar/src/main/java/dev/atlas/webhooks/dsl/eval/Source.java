package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.value.Value;

/** Where values to test come from. A path through an array yields one value per element; what is not there yields MISSING. */
@FunctionalInterface
interface Source {

    /** Whether one of the values passes; stops at the first that does. */
    boolean any(EventView event, Value it, ValueTest test);

    /** The same values, but for an array its elements instead: a test of an array is a test of any element. */
    default Source scalars() {
        return (event, it, test) -> any(event, it, (e, i, value) -> anyScalar(e, i, value, test));
    }

    /** Applies the test to a value, or to each element if it is an array. */
    static boolean anyScalar(EventView event, Value it, Value value, ValueTest test) {
        if (value instanceof Value.Arr array) {
            for (Value element : array.elements()) {
                if (anyScalar(event, it, element, test)) {
                    return true;
                }
            }
            return false;
        }
        return test.test(event, it, value);
    }
}
