package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.eval.Evaluation;
import dev.atlas.webhooks.dsl.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event on its way through the index: its values, read once each, and the rules found so far. */
final class Matching {

    private final EventView event;
    private final Evaluation evaluation;
    private final Map<Path, List<Value>> values = new HashMap<>();
    private final BitSet found = new BitSet();

    Matching(EventView event) {
        this.event = event;
        this.evaluation = Evaluation.of(event, Catalogue.EMPTY);
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

    /** The values at a path, arrays opened. */
    List<Value> values(Path path) {
        return values.computeIfAbsent(path, this::read);
    }

    private List<Value> read(Path path) {
        List<Value> scalars = new ArrayList<>();
        evaluation.values(path).forEach(value -> open(value, scalars));
        return scalars;
    }

    private static void open(Value value, List<Value> scalars) {
        if (value instanceof Value.Arr array) {
            array.elements().forEach(element -> open(element, scalars));
        } else {
            scalars.add(value);
        }
    }

    /** The greatest number at a path; null if there is none. */
    @Nullable
    BigDecimal greatest(Path path) {
        return extreme(path, 1);
    }

    /** The least number at a path; null if there is none. */
    @Nullable
    BigDecimal least(Path path) {
        return extreme(path, -1);
    }

    private @Nullable BigDecimal extreme(Path path, int direction) {
        BigDecimal extreme = null;
        for (Value value : values(path)) {
            if (value instanceof Value.Num num
                    && (extreme == null || num.amount().compareTo(extreme) * direction > 0)) {
                extreme = num.amount();
            }
        }
        return extreme;
    }
}
