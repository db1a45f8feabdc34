package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.scan.Capture;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    /** Some value passes. */
    static Residue some(int slot, CapturedTest test) {
        return event -> {
            Capture capture = event.capture();
            for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
                if (test.test(event, value)) {
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
        return number < plain ? -1 : number > plain ? 1 : capture.side(value);
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
