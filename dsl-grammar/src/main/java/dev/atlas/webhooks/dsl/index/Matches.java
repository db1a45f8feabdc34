package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.scan.EventScanner;
import dev.atlas.webhooks.dsl.scan.Vocabulary;
import dev.atlas.webhooks.dsl.value.TimeReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rules that an event passes, by their numbers, and the memory to find them with. Made to be used again and again, for
 * any index; not thread-safe.
 */
public final class Matches {

    private final EventScanner scanner = new EventScanner();
    private Vocabulary vocabulary = Vocabulary.EMPTY;
    private Capture capture = new Capture();

    /** The values that tests work with; and the element that {@code it} stands for. */
    private int[] stack = new int[16];

    private int top;
    private int element = Capture.END;

    private final TimeReader time = new TimeReader();
    private final TimeReader otherTime = new TimeReader();

    private int keys;
    private int[] keySources = new int[16];
    private int[] keyTexts = new int[16];

    /** One bit for each rule, and one for each word of them that is not 0. */
    private long[] found = new long[1];

    private long[] foundWords = new long[1];

    private int @Nullable [] numbers;
    private int count;
    private int[] rules = new int[16];

    /** How many rules the event passes. */
    public int count() {
        return count;
    }

    /** The number of one of them in the index; in the order of the rules. */
    public int rule(int at) {
        if (at >= count) {
            throw new IndexOutOfBoundsException(at);
        }
        return rules[at];
    }

    // What follows is for the index.

    void scan(byte[] event, Vocabulary by) {
        vocabulary = by;
        capture = scanner.scan(event, by);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Capture capture() {
        return capture;
    }

    /** The element that {@code it} stands for. */
    int element() {
        return element;
    }

    void setElement(int value) {
        element = value;
    }

    int top() {
        return top;
    }

    int at(int place) {
        return stack[place];
    }

    void push(int value) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, top * 2);
        }
        stack[top++] = value;
    }

    /** Takes back what was pushed since the stack was so high. */
    void release(int height) {
        top = height;
    }

    /** Puts in the place of each array that was pushed since the stack was so high what is in it, however deep. */
    void flatten(int height) {
        int end = top;
        for (int i = height; i < end; i++) {
            pushScalars(stack[i]);
        }
        System.arraycopy(stack, end, stack, height, top - end);
        top -= end - height;
    }

    private void pushScalars(int value) {
        if (value == Capture.END || !capture.isArray(value)) {
            push(value);
            return;
        }
        for (int part = capture.parts().first(value); part != Capture.END; part = capture.next(part)) {
            pushScalars(part);
        }
    }

    /** For tests to read times with. */
    TimeReader time() {
        return time;
    }

    TimeReader otherTime() {
        return otherTime;
    }

    void clearKeys() {
        keys = 0;
    }

    void addKey(int source, int text) {
        if (keys == keySources.length) {
            keySources = Arrays.copyOf(keySources, keys * 2);
            keyTexts = Arrays.copyOf(keyTexts, keys * 2);
        }
        keySources[keys] = source;
        keyTexts[keys++] = text;
    }

    int keys() {
        return keys;
    }

    int keySource(int key) {
        return keySources[key];
    }

    int keyText(int key) {
        return keyTexts[key];
    }

    void begin(int ruleCount) {
        int words = (ruleCount + 63) >>> 6;
        if (found.length < words) {
            found = new long[words];
            foundWords = new long[(words + 63) >>> 6];
        }
        count = 0;
        top = 0;
    }

    /**
     * Gets ready for one segment of the index.
     *
     * @param ruleNumbers what the segment's numbers are in the index; -1 for a rule that is gone; null when they are the same
     */
    void enter(int @Nullable [] ruleNumbers) {
        numbers = ruleNumbers;
    }

    void mark(int segmentRule) {
        int rule = numbers == null ? segmentRule : numbers[segmentRule];
        if (rule >= 0) {
            found[rule >>> 6] |= 1L << rule;
            foundWords[rule >>> 12] |= 1L << (rule >>> 6);
        }
    }

    /** Whether one of these rules of the segment is there and not yet found. */
    boolean wants(int[] segmentRules, int from, int to) {
        for (int i = from; i < to; i++) {
            int rule = numbers == null ? segmentRules[i] : numbers[segmentRules[i]];
            if (rule >= 0 && (found[rule >>> 6] & (1L << rule)) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Puts the rules found in order, and forgets the bits. */
    void finish(int ruleCount) {
        int summaries = (ruleCount + 4095) >>> 12;
        for (int summary = 0; summary < summaries; summary++) {
            long words = foundWords[summary];
            foundWords[summary] = 0;
            while (words != 0) {
                int word = (summary << 6) + Long.numberOfTrailingZeros(words);
                words &= words - 1;
                long bits = found[word];
                found[word] = 0;
                while (bits != 0) {
                    add((word << 6) + Long.numberOfTrailingZeros(bits));
                    bits &= bits - 1;
                }
            }
        }
    }

    private void add(int rule) {
        if (count == rules.length) {
            rules = Arrays.copyOf(rules, count * 2);
        }
        rules[count++] = rule;
    }
}
