package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.scan.Utf8;
import java.util.List;

/** Walks from a value down a path, through objects and arrays as they stand in the event. */
final class Walk implements Source {

    /** Where a walk begins. */
    @FunctionalInterface
    interface Start {
        /** The value; {@link Capture#END} when it is missing. */
        int in(Matches event);
    }

    private static final int NAMED = -1;

    private final Start start;
    private final byte[][] names;
    /** In an array; {@link #NAMED} where the step goes to a member. */
    private final int[] positions;

    Walk(Start start, List<Path.Step> steps) {
        this.start = start;
        this.names = steps.stream()
                .map(step -> step instanceof Path.Member member ? Utf8.bytes(member.name()) : new byte[0])
                .toArray(byte[][]::new);
        this.positions = steps.stream()
                .mapToInt(step -> step instanceof Path.Element element ? element.index() : NAMED)
                .toArray();
    }

    @Override
    public void push(Matches event) {
        walk(event, start.in(event), 0);
    }

    /** Goes on from a value that has been reached by the first so many steps. */
    void walk(Matches event, int value, int at) {
        Capture capture = event.capture();
        if (at == positions.length || value == Capture.END) {
            event.push(value);
            return;
        }
        if (positions[at] != NAMED) {
            walk(event, capture.parts().element(value, positions[at]), at + 1);
            return;
        }
        int element = capture.isArray(value) ? capture.parts().first(value) : Capture.END;
        if (element == Capture.END) {
            walk(event, capture.parts().member(value, names[at]), at + 1);
        }
        for (; element != Capture.END; element = capture.next(element)) {
            walk(event, element, at);
        }
    }
}
