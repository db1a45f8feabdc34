package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.scan.Numbers;
import dev.atlas.webhooks.dsl.text.TextTest;
import dev.atlas.webhooks.dsl.value.TimeReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A test of one captured value, or of {@link Capture#END} if it says so. Immutable. */
@FunctionalInterface
interface CapturedTest {

    /** A screen has all whole seconds below this. */
    long EXACT_SECONDS = 1_000_000_000_000_000L;

    CapturedTest NEVER = (event, value) -> false;

    boolean test(Matches event, int value);

    /** A text, no longer than tests read, passes. */
    static CapturedTest text(TextTest test, boolean caseless) {
        return (event, value) -> event.capture().isText(value) && passes(event.capture(), value, test, caseless);
    }

    /** Whether a text of whatever length passes. */
    static boolean passes(Capture capture, int value, TextTest test, boolean caseless) {
        int tested = caseless ? capture.folded(value) : value;
        return test.passes(capture.bytes(tested), capture.from(tested), capture.to(tested));
    }

    /** A text stands so to another one, by code point. */
    static CapturedTest order(Check.Relation relation, byte[] other, boolean caseless) {
        return (event, value) -> {
            Capture capture = event.capture();
            if (!capture.isText(value)) {
                return false;
            }
            int tested = caseless ? capture.folded(value) : value;
            return relation.holds(Arrays.compareUnsigned(
                    capture.bytes(tested), capture.from(tested), capture.to(tested), other, 0, other.length));
        };
    }

    /** Whether a value is a text that names an instant, which the reader then knows. */
    static boolean readTime(Capture capture, int value, TimeReader reader) {
        return capture.isText(value) && reader.read(capture.bytes(value), capture.from(value), capture.to(value));
    }

    /** A number stands so to another one, whatever their length. */
    static CapturedTest number(Check.Relation relation, BigDecimal other) {
        double screen = Numbers.screen(other);
        boolean plain = Numbers.isPlain(other);
        byte[] digits = Numbers.text(other);
        return (event, value) -> {
            Capture capture = event.capture();
            if (!capture.isNumber(value)) {
                return false;
            }
            double number = capture.number(value);
            if (number != screen) {
                return relation.holds(number < screen ? -1 : 1);
            }
            return relation.holds(plain ? capture.side(value) : capture.compareDigits(value, digits, 0, digits.length));
        };
    }

    static CapturedTest truth(boolean truth) {
        return (event, value) -> event.capture().isTruth(value, truth);
    }

    /**
     * A text that names an instant, or seconds in a field that is known for a time, stands so to a fixed instant.
     *
     * @param knownTime whether numbers are seconds
     */
    static CapturedTest instant(Check.Relation relation, Instant instant, BigDecimal seconds, boolean knownTime) {
        CapturedTest number = number(relation, seconds);
        return (event, value) -> readTime(event.capture(), value, event.time())
                ? relation.holds(side(event, instant.getEpochSecond(), instant.getNano()))
                : knownTime && number.test(event, value);
    }

    /** The same with the event's {@code created}, moved by so many seconds. */
    static CapturedTest now(Check.Relation relation, int createdSlot, long offset, boolean knownTime) {
        return (event, value) -> {
            Capture capture = event.capture();
            if (readTime(capture, value, event.time())) {
                return relation.holds(side(event, capture.whole(capture.first(createdSlot)) + offset, 0));
            }
            return knownTime
                    && capture.isNumber(value)
                    && relation.holds(side(capture, value, capture.whole(capture.first(createdSlot)) + offset, 0));
        };
    }

    /** On which side of an instant a number of seconds lies. */
    static int side(Capture capture, int value, long seconds, int nanos) {
        double number = capture.number(value);
        // The screen tells whole seconds of any year apart, and leaves a second to spare for the fractions of both.
        if (Math.abs(number - seconds) > 1 && Math.abs(seconds) < EXACT_SECONDS) {
            return number < seconds ? -1 : 1;
        }
        return capture.compareNumbers(value, capture.made(seconds, nanos));
    }

    private static int side(Matches event, long seconds, int nanos) {
        int side = Long.compare(event.time().seconds(), seconds);
        return side != 0 ? side : Integer.compare(event.time().nanos(), nanos);
    }

    static CapturedTest any(List<CapturedTest> tests) {
        if (tests.size() == 1) {
            return tests.get(0);
        }
        CapturedTest[] all = tests.toArray(CapturedTest[]::new);
        return (event, value) -> {
            for (CapturedTest each : all) {
                if (each.test(event, value)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Some value of that source passes. */
    default Residue ofSome(Source values) {
        return event -> {
            int from = event.top();
            values.push(event);
            int end = event.top();
            boolean passes = false;
            for (int i = from; !passes && i < end; i++) {
                passes = test(event, event.at(i));
            }
            event.release(from);
            return passes;
        };
    }

    /** The same of a value that may be missing, and of an array if one of its elements passes. */
    default CapturedTest ofScalars() {
        return (event, value) -> value != Capture.END && anyScalar(event, value, this);
    }

    private static boolean anyScalar(Matches event, int value, CapturedTest test) {
        Capture capture = event.capture();
        if (!capture.isArray(value)) {
            return test.test(event, value);
        }
        for (int part = capture.parts().first(value); part != Capture.END; part = capture.next(part)) {
            if (anyScalar(event, part, test)) {
                return true;
            }
        }
        return false;
    }

    default CapturedTest and(CapturedTest other) {
        return (event, value) -> test(event, value) && other.test(event, value);
    }
}
