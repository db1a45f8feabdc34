package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.value.TimeReader;
import java.util.Arrays;

/** A test of two captured values, neither of them missing. Immutable. */
@FunctionalInterface
interface PairTest {

    boolean test(Matches event, int value, int other);

    /** Some value of that source passes beside the one that is tested. */
    default CapturedTest withSome(Source others) {
        return (event, value) -> {
            int from = event.top();
            others.push(event);
            int end = event.top();
            boolean passes = false;
            for (int i = from; !passes && i < end; i++) {
                passes = event.at(i) != Capture.END && test(event, value, event.at(i));
            }
            event.release(from);
            return passes;
        };
    }

    /** Two numbers, or two texts, or truths, stand so to each other. */
    static PairTest relation(Check.Relation relation) {
        return (event, a, b) -> {
            Capture capture = event.capture();
            if (capture.isNumber(a)) {
                return capture.isNumber(b) && relation.holds(capture.compareNumbers(a, b));
            } else if (capture.isText(a)) {
                return capture.isText(b) && relation.holds(capture.compareBytes(a, b));
            }
            return relation == Check.Relation.EQUAL
                    && ((capture.isTruth(a, true) && capture.isTruth(b, true))
                            || (capture.isTruth(a, false) && capture.isTruth(b, false)));
        };
    }

    /** Two times stand so: numbers are seconds, and texts name instants. */
    static PairTest relationInTime(Check.Relation relation) {
        return (event, a, b) -> {
            Capture capture = event.capture();
            if (capture.isNumber(a) && capture.isNumber(b)) {
                return relation.holds(capture.compareNumbers(a, b));
            }
            TimeReader first = event.time();
            TimeReader second = event.otherTime();
            boolean firstNamed = CapturedTest.readTime(capture, a, first);
            boolean secondNamed = CapturedTest.readTime(capture, b, second);
            if (firstNamed && secondNamed) {
                int side = Long.compare(first.seconds(), second.seconds());
                return relation.holds(side != 0 ? side : Integer.compare(first.nanos(), second.nanos()));
            }
            boolean mixed = firstNamed ? capture.isNumber(b) : secondNamed && capture.isNumber(a);
            return mixed && relation.holds(firstNamed ? -side(capture, b, first) : side(capture, a, second));
        };
    }

    private static int side(Capture capture, int number, TimeReader instant) {
        return CapturedTest.side(capture, number, instant.seconds(), instant.nanos());
    }

    /** A text holds another one there. */
    static PairTest found(Check.Place place) {
        return (event, text, part) -> {
            Capture capture = event.capture();
            int length = capture.to(part) - capture.from(part);
            int last = capture.to(text) - length;
            if (!capture.isText(text) || !capture.isText(part) || last < capture.from(text)) {
                return false;
            }
            return switch (place) {
                case START -> isAt(capture, text, capture.from(text), part);
                case END -> isAt(capture, text, last, part);
                case ANYWHERE -> {
                    int at = capture.from(text);
                    while (at <= last && !isAt(capture, text, at, part)) {
                        at++;
                    }
                    yield at <= last;
                }
            };
        };
    }

    private static boolean isAt(Capture capture, int text, int at, int part) {
        int from = capture.from(part);
        int to = capture.to(part);
        return Arrays.equals(capture.bytes(text), at, at + to - from, capture.bytes(part), from, to);
    }
}
