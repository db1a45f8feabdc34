package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.eval.Evaluation;
import dev.atlas.webhooks.dsl.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event on its way through the index: its values, read once each, and the rules found so far. */
final class Matching {

    private final EventView event;
    private final Evaluation evaluation;
    private final List<Path> paths;
    private final @Nullable Seen[] seen;
    private final BitSet found = new BitSet();

    /** An event before a part of the index that numbers its paths so. */
    Matching(EventView event, List<Path> paths) {
        this.event = event;
        this.evaluation = Evaluation.of(event, Catalogue.EMPTY);
        this.paths = paths;
        this.seen = new Seen[paths.size()];
    }

    EventView event() {
        return event;
    }

    /** Takes in an entry whose key and threshold have passed, if its rest does. */
    void offer(Entry entry) {
        if (!found.get(entry.rule()) && entry.restPasses(event)) {
            found.set(entry.rule());
        }
    }

    /** The rules found, in their order. */
    BitSet found() {
        return found;
    }

    /** What the event has at the path of that number, arrays opened. */
    Seen at(int slot) {
        Seen known = seen[slot];
        if (known == null) {
            known = read(paths.get(slot));
            seen[slot] = known;
        }
        return known;
    }

    private Seen read(Path path) {
        List<Value> scalars = new ArrayList<>();
        evaluation.values(path).forEach(value -> open(value, scalars));
        BigDecimal least = null;
        BigDecimal greatest = null;
        for (Value value : scalars) {
            if (value instanceof Value.Num num) {
                least = least == null ? num.amount() : least.min(num.amount());
                greatest = greatest == null ? num.amount() : greatest.max(num.amount());
            }
        }
        return new Seen(scalars, least, greatest);
    }

    private static void open(Value value, List<Value> scalars) {
        if (value instanceof Value.Arr array) {
            array.elements().forEach(element -> open(element, scalars));
        } else {
            scalars.add(value);
        }
    }

    /** The values at one path; the least and the greatest number among them, null if there is none. */
    record Seen(List<Value> values, @Nullable BigDecimal least, @Nullable BigDecimal greatest) {}
}
