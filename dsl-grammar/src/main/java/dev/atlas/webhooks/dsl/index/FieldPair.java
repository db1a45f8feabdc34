package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.value.TimeReader;
import dev.atlas.webhooks.dsl.value.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;

/** Tests of the values of two slots: field against field, and an event against its {@code previous}. Immutable. */
record FieldPair(int left, int right) {

    @FunctionalInterface
    private interface Related {
        boolean test(Matches event, int left, int right);
    }

    /** Some value of the one stands so to some value of the other. */
    Residue compare(Check.Relation relation) {
        return any((event, a, b) -> holds(event.capture(), a, relation, b));
    }

    /** The same of times: numbers are seconds, and texts name instants. */
    Residue compareTimes(Check.Relation relation) {
        return any((event, a, b) -> holdsInTime(event, a, relation, b));
    }

    private Residue any(Related test) {
        return event -> {
            Capture capture = event.capture();
            for (int a = capture.first(left); a != Capture.END; a = capture.next(a)) {
                for (int b = capture.first(right); b != Capture.END; b = capture.next(b)) {
                    if (test.test(event, a, b)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    private static boolean holds(Capture capture, int a, Check.Relation relation, int b) {
        if (capture.isNumber(a)) {
            return capture.isNumber(b) && relation.holds(compareNumbers(capture, a, b));
        } else if (capture.isText(a)) {
            return capture.isText(b) && relation.holds(compareBytes(capture, a, b));
        }
        return relation == Check.Relation.EQUAL
                && ((capture.isTruth(a, true) && capture.isTruth(b, true))
                        || (capture.isTruth(a, false) && capture.isTruth(b, false)));
    }

    private static int compareNumbers(Capture capture, int a, int b) {
        double first = capture.number(a);
        double second = capture.number(b);
        return first < second ? -1 : first > second ? 1 : capture.compareExactly(a, b);
    }

    private static int compareBytes(Capture capture, int a, int b) {
        return Arrays.compareUnsigned(
                capture.bytes(a), capture.from(a), capture.to(a), capture.bytes(b), capture.from(b), capture.to(b));
    }

    private static boolean holdsInTime(Matches event, int a, Check.Relation relation, int b) {
        Capture capture = event.capture();
        if (capture.isNumber(a) && capture.isNumber(b)) {
            return relation.holds(compareNumbers(capture, a, b));
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
        return mixed
                && relation.holds(
                        firstNamed
                                ? seconds(first).compareTo(capture.amount(b))
                                : capture.amount(a).compareTo(seconds(second)));
    }

    private static BigDecimal seconds(TimeReader time) {
        return Times.unixSeconds(Instant.ofEpochSecond(time.seconds(), time.nanos()));
    }

    /**
     * The left, in {@code previous}, is there with another value than the right has now.
     *
     * @param from  what the old value must pass; it, and {@code to}, may be asked of {@link Capture#END}
     * @param whole decides where there are objects or arrays
     */
    Residue changed(CapturedTest from, CapturedTest to, Residue whole) {
        return event -> {
            Capture capture = event.capture();
            int old = capture.first(left);
            int now = capture.first(right);
            if (old == Capture.END) {
                return false;
            } else if (!isAlone(capture, old) || (now != Capture.END && !isAlone(capture, now))) {
                return whole.test(event);
            }
            return (now == Capture.END || !isSame(capture, old, now)) && from.test(event, old) && to.test(event, now);
        };
    }

    private static boolean isAlone(Capture capture, int value) {
        return capture.next(value) == Capture.END
                && !capture.isSpread(value)
                && (capture.isScalar(value) || capture.isNull(value));
    }

    private static boolean isSame(Capture capture, int a, int b) {
        if (capture.isNumber(a) && capture.isNumber(b)) {
            return compareNumbers(capture, a, b) == 0;
        } else if (!capture.isOfKindOf(a, b)) {
            return false;
        }
        return !capture.hasBytes(a) || compareBytes(capture, a, b) == 0;
    }
}
