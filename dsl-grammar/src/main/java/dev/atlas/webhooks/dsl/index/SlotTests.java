package dev.atlas.webhooks.dsl.index;

import com.google.re2j.Pattern;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/** Tests of one slot. Each is true when some value of the slot passes. */
final class SlotTests {

    private SlotTests() {}

    /** Some text is that one, or, when {@code verdict} is false, none is. */
    static Residue text(int slot, int number, boolean verdict) {
        return event -> {
            Capture capture = event.capture();
            for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
                if (capture.textNumber(value) == number) {
                    return verdict;
                }
            }
            return !verdict;
        };
    }

    /** Some text is one of these, by their numbers in order. */
    static Residue texts(int slot, int[] numbers) {
        return event -> {
            Capture capture = event.capture();
            for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
                if (Arrays.binarySearch(numbers, capture.textNumber(value)) >= 0) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Something in some text fits a regular expression. */
    static Residue regex(int slot, Pattern pattern) {
        return event -> {
            Capture capture = event.capture();
            for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
                if (capture.isText(value)
                        && pattern.matcher(((Value.Text) capture.value(value)).text())
                                .find()) {
                    return true;
                }
            }
            return false;
        };
    }

    /**
     * Some text begins so.
     *
     * @param ofAnyLength whether it may be longer than tests read, as a tag may
     */
    static Residue prefix(int slot, String prefix, int number, boolean ofAnyLength) {
        int length = prefix.getBytes(StandardCharsets.UTF_8).length;
        return event -> {
            Capture capture = event.capture();
            for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
                if ((ofAnyLength || capture.isText(value))
                        && capture.prefixNumber(value, length, event.vocabulary()) == number) {
                    return true;
                }
            }
            return false;
        };
    }

    static Residue truth(int slot, boolean truth) {
        return event -> {
            Capture capture = event.capture();
            for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
                if (capture.isTruth(value, truth)) {
                    return true;
                }
            }
            return false;
        };
    }

    static Residue range(int slot, Range range) {
        return event -> {
            Capture capture = event.capture();
            for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
                if (capture.isNumber(value) && isWithin(capture, value, range)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean isWithin(Capture capture, int value, Range range) {
        return switch (range.kind()) {
            case ABOVE -> side(capture, value, range.low()) > 0;
            case AT_LEAST -> side(capture, value, range.low()) >= 0;
            case BELOW -> side(capture, value, range.low()) < 0;
            case AT_MOST -> side(capture, value, range.low()) <= 0;
            case EQUAL -> side(capture, value, range.low()) == 0;
            case BETWEEN -> side(capture, value, range.low()) >= 0 && side(capture, value, range.high()) <= 0;
        };
    }

    private static int side(Capture capture, int value, double plain) {
        double number = capture.number(value);
        return number < plain ? -1 : number > plain ? 1 : capture.sideOf(value, plain);
    }

    /** Some value passes a test that reads the value itself; objects and arrays never do. */
    static Residue value(int slot, Predicate<Value> test) {
        return event -> {
            Capture capture = event.capture();
            for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
                if (capture.isScalar(value) && test.test(capture.value(value))) {
                    return true;
                }
            }
            return false;
        };
    }

    /** {@code contains}: a text at the path has that inside, or an element of an array there is it. */
    static Residue contains(int slot, Predicate<Value> inside, Predicate<Value> equal) {
        return event -> {
            Capture capture = event.capture();
            for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
                if (capture.isScalar(value) && (capture.isElement(value) ? equal : inside).test(capture.value(value))) {
                    return true;
                }
            }
            return false;
        };
    }

    /** {@code exists}, {@code is null}, {@code is empty}; asks the whole event where an array lies on the way. */
    static Residue presence(int slot, Check.State state, Residue whole) {
        if (state == Check.State.PRESENT) {
            return event -> event.capture().first(slot) != Capture.END;
        }
        boolean orEmpty = state == Check.State.EMPTY;
        return event -> {
            Capture capture = event.capture();
            int value = capture.first(slot);
            if (value == Capture.END) {
                return true;
            }
            return capture.isSpread(value)
                    ? whole.test(event)
                    : orEmpty ? capture.isEmpty(value) : capture.isNull(value);
        };
    }
}
