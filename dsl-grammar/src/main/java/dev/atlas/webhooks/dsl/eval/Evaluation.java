package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Evaluates parts of a filter one by one on one event, for those who explain it. Immutable. */
public final class Evaluation {

    private final EventView event;
    private final Value it;
    private final KnownTimes times;

    private Evaluation(EventView event, Value it, KnownTimes times) {
        this.event = event;
        this.it = it;
        this.times = times;
    }

    public static Evaluation of(EventView event, Catalogue catalogue) {
        return new Evaluation(event, Value.Absent.MISSING, KnownTimes.of(catalogue));
    }

    public EventView event() {
        return event;
    }

    /** The verdict of a part. */
    public boolean test(Expr expr) {
        return FilterCompiler.condition(expr, times).test(event, it);
    }

    /** Whether the numbers of an operand are Unix seconds. */
    public boolean isTime(Operand operand) {
        return times.isTime(operand);
    }

    /** The values that an operand reaches. */
    public List<Value> values(Operand operand) {
        List<Value> values = new ArrayList<>();
        Sources.of(operand).any(event, it, (e, i, value) -> {
            values.add(value);
            return false;
        });
        return values;
    }

    /** An evaluation for each element of the arrays that a path reaches, with {@code it} standing for the element. */
    public List<Evaluation> elements(Path path) {
        List<Evaluation> elements = new ArrayList<>();
        for (Value value : values(path)) {
            if (value instanceof Value.Arr array) {
                array.elements().forEach(element -> elements.add(new Evaluation(event, element, times.inside(path))));
            }
        }
        return elements;
    }
}
