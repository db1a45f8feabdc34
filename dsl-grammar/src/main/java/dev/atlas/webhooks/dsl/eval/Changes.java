package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the tests that compare an event with its {@code previous}. */
final class Changes {

    private final Relations relations;

    Changes(KnownTimes times) {
        this.relations = new Relations(times);
    }

    Condition changed(Expr.Changed changed) {
        Source now = new PathSource(changed.path());
        Source before = new PathSource(Path.Root.PREVIOUS, changed.path().steps());
        ValueTest from = side(changed.path(), changed.from());
        ValueTest to = side(changed.path(), changed.to());
        return (event, it) -> differs(event, it, before, now) && before.any(event, it, from) && now.any(event, it, to);
    }

    /** A test of the value on one side of the change; without an operand anything passes. */
    private ValueTest side(Path path, @Nullable Operand operand) {
        if (operand == null) {
            return (event, it, value) -> true;
        }
        if (operand instanceof Literal.Null) {
            return (event, it, value) -> value instanceof Value.Absent;
        }
        ValueTest equal = relations.test(path, Check.Relation.EQUAL, operand);
        return (event, it, value) -> Source.anyScalar(event, it, value, equal);
    }

    private static boolean differs(EventView event, Value it, Source before, Source now) {
        List<Value> old = values(event, it, before);
        List<Value> current = values(event, it, now);
        if (old.size() == 1 && current.size() == 1) {
            return differs(old.get(0), current.get(0));
        }
        return !old.isEmpty() && !old.equals(current);
    }

    private static List<Value> values(EventView event, Value it, Source source) {
        List<Value> values = new ArrayList<>();
        source.any(event, it, (e, i, value) -> {
            if (value != Value.Absent.MISSING) {
                values.add(value);
            }
            return false;
        });
        return values;
    }

    /** {@code previous} holds only the members that changed, so an object differs when one of those members does. */
    private static boolean differs(Value old, Value current) {
        if (old instanceof Value.Obj before && current instanceof Value.Obj now) {
            for (Map.Entry<String, Value> member : before.members().entrySet()) {
                if (differs(member.getValue(), now.member(member.getKey()))) {
                    return true;
                }
            }
            return false;
        }
        return !old.equals(current);
    }

    Condition moved(Expr.Moved moved) {
        Source now = new PathSource(moved.path()).scalars();
        Source before = new PathSource(Path.Root.PREVIOUS, moved.path().steps()).scalars();
        Check.Relation relation =
                moved.direction() == Expr.Direction.INCREASED ? Check.Relation.GREATER : Check.Relation.LESS;
        return (event, it) -> now.any(
                event,
                it,
                (e, i, current) ->
                        before.any(e, i, (e2, i2, old) -> Comparisons.holds(amount(current), relation, amount(old))));
    }

    /** What can increase: a number, or an instant as its seconds. */
    private static Value amount(Value value) {
        return value instanceof Value.Num ? value : Comparisons.seconds(value, false);
    }
}
