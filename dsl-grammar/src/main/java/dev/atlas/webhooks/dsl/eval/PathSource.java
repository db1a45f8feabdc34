package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.List;

/** Walks a path from its root. */
record PathSource(Path.Root root, List<Path.Step> steps) implements Source {

    PathSource(Path path) {
        this(path.root(), path.steps());
    }

    @Override
    public boolean any(EventView event, Value it, ValueTest test) {
        return walk(event, it, start(event, it), 0, test);
    }

    private Value start(EventView event, Value it) {
        return switch (root) {
            case DATA -> event.data();
            case PREVIOUS -> event.previous();
            case IT -> it;
            case TYPE, ID, CREATED, TAGS -> event.member(root.word());
        };
    }

    private boolean walk(EventView event, Value it, Value value, int at, ValueTest test) {
        if (at == steps.size()) {
            return test.test(event, it, value);
        }
        if (steps.get(at) instanceof Path.Element position) {
            return walk(event, it, element(value, position.index()), at + 1, test);
        }
        if (value instanceof Value.Arr array && !array.elements().isEmpty()) {
            for (Value element : array.elements()) {
                if (walk(event, it, element, at, test)) {
                    return true;
                }
            }
            return false;
        }
        String name = ((Path.Member) steps.get(at)).name();
        return walk(
                event,
                it,
                value instanceof Value.Obj object ? object.member(name) : Value.Absent.MISSING,
                at + 1,
                test);
    }

    private static Value element(Value value, int index) {
        return value instanceof Value.Arr array && index < array.elements().size()
                ? array.elements().get(index)
                : Value.Absent.MISSING;
    }
}
