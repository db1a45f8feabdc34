package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.scan.Vocabulary;
import java.util.List;
import java.util.stream.IntStream;

/** Makes a {@link Source} of each kind of operand that is no literal. */
final class Sources {

    private final Vocabulary.Builder vocabulary;

    Sources(Vocabulary.Builder vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The values of an operand, arrays whole. */
    Source of(Operand operand) {
        return operand instanceof Operand.Count count ? count(of(count.path())) : of((Path) operand);
    }

    /** The values of an operand, but for an array its elements. */
    Source scalars(Operand operand) {
        if (operand instanceof Path path && Slots.has(path)) {
            return slot(vocabulary.slot(Slots.names(path)));
        }
        Source source = of(operand);
        return event -> {
            int from = event.top();
            source.push(event);
            event.flatten(from);
        };
    }

    /** All that is captured in a slot: a value, and the elements if it is an array. */
    private static Source slot(int slot) {
        return event -> {
            Capture capture = event.capture();
            for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
                event.push(value);
            }
        };
    }

    private Source of(Path path) {
        return switch (path.root()) {
            case DATA, PREVIOUS -> fromSlots(path);
            case IT -> new Walk(Matches::element, path.steps());
            case TAGS -> new Walk(event -> event.capture().parts().tags(), path.steps());
            case TYPE, ID, CREATED -> {
                int slot = vocabulary.slot(List.of(path.root().word()));
                yield new Walk(event -> event.capture().first(slot), path.steps());
            }
        };
    }

    /** What the scan has captured on the way is the beginning, as far as no array makes several ways of it. */
    private Source fromSlots(Path path) {
        int members = (int)
                path.steps().stream().takeWhile(Path.Member.class::isInstance).count();
        List<String> names = Slots.names(path);
        int[] slots = IntStream.rangeClosed(0, members)
                .map(known -> vocabulary.slot(names.subList(0, known + 1)))
                .toArray();
        Walk walk = new Walk(event -> Capture.END, path.steps());
        return event -> {
            Capture capture = event.capture();
            int known = members;
            while (known > 0 && !isAlone(capture, capture.first(slots[known]))) {
                known--;
            }
            int value = capture.first(slots[known]);
            boolean nothing = value == Capture.END
                    // No object is `previous: null`, and what a captured object does not have is missing.
                    || (known == 0 && capture.isNull(value))
                    || (known < members && !capture.isArray(value));
            walk.walk(event, nothing ? Capture.END : value, known);
        };
    }

    private static boolean isAlone(Capture capture, int value) {
        return value != Capture.END && !capture.isSpread(value);
    }

    /** The number of elements of all arrays that are reached; missing when there is none. */
    private static Source count(Source arrays) {
        return event -> {
            Capture capture = event.capture();
            int from = event.top();
            arrays.push(event);
            int count = Capture.END;
            for (int i = from; i < event.top(); i++) {
                int value = event.at(i);
                if (value != Capture.END && capture.isArray(value)) {
                    int its = capture.parts().count(value);
                    count = count == Capture.END ? its : capture.made(capture.whole(count) + capture.whole(its));
                }
            }
            event.release(from);
            event.push(count);
        };
    }
}
