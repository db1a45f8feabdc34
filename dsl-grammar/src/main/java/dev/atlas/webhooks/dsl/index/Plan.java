package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to find a filter: an event of one of these types, that has one of these keys, and a number in one of these ranges,
 * must look at what is left.
 *
 * @param keys   empty when each event of the types must look
 * @param ranges likewise
 * @param rest   null when nothing is left to test
 * @param whole  all that keys, ranges and rest test together
 */
record Plan(List<TypeKey> types, List<Key> keys, List<Range> ranges, @Nullable Expr rest, Expr whole) {
    Plan {
        types = List.copyOf(types);
        keys = List.copyOf(keys);
        ranges = List.copyOf(ranges);
    }

    /** Whether each event of its types must be tested: nothing else leads to the filter. */
    boolean isLinear() {
        return keys.isEmpty() && ranges.isEmpty() && rest != null;
    }

    /** The same, found by its types alone. */
    Plan byTypeOnly() {
        return new Plan(types, List.of(), List.of(), whole, whole);
    }
}
