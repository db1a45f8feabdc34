package dev.atlas.webhooks.dsl.scan;

import dev.atlas.webhooks.dsl.value.Texts;
import dev.atlas.webhooks.dsl.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one event at the slots of a vocabulary, in the order of the event. Made to be filled again and again; not
 * thread-safe. A slot holds a chain of values: what stands at its path, and of an array also each element that is no
 * object, array or null.
 */
public final class Capture {

    /** The end of a chain. */
    public static final int END = -1;

    private byte[] json = new byte[0];
    private byte[] unescaped = new byte[0];
    private int unescapedEnd;
    private int[] first = new int[0];
    private int[] last = new int[0];
    private int size;
    private int[] next = new int[64];
    private byte[] kinds = new byte[64];
    private double[] numbers = new double[64];
    private int[] texts = new int[64];
    private int[] starts = new int[64];
    private int[] lengths = new int[64];
    private @Nullable Value[] values = new Value[64];
    private boolean valuesRead;

    /** The first value of a slot, or {@link #END}. */
    public int first(int slot) {
        return first[slot];
    }

    /** The value after that one in its slot, or {@link #END}. */
    public int next(int value) {
        return next[value];
    }

    int kind(int value) {
        return kinds[value] & Kind.MASK;
    }

    boolean has(int value, int flag) {
        return (kinds[value] & flag) != 0;
    }

    public boolean isNumber(int value) {
        int kind = kind(value);
        return kind == Kind.NUMBER || kind == Kind.LONG_NUMBER;
    }

    /** The number, rounded to a double if it must be. */
    public double number(int value) {
        return numbers[value];
    }

    /** Which side of a plain number a value lies on that has the same double: negative, 0 if it is the same, positive. */
    public int sideOf(int value, double plain) {
        return kind(value) == Kind.NUMBER ? 0 : amount(value).compareTo(Numbers.exact(plain));
    }

    BigDecimal amount(int value) {
        return Numbers.amount(source(value), starts[value], starts[value] + lengths[value]);
    }

    /** Whether the value is a text that tests read. */
    public boolean isText(int value) {
        return kind(value) == Kind.TEXT;
    }

    /** Whether it is a text, even one that is too long for tests. */
    boolean isAnyText(int value) {
        return kind(value) == Kind.TEXT || kind(value) == Kind.LONG_TEXT;
    }

    public boolean isTruth(int value, boolean truth) {
        return kind(value) == (truth ? Kind.TRUE : Kind.FALSE);
    }

    /** The number of a text in the vocabulary; -1 when it is not in it, or is none. */
    public int textNumber(int value) {
        return texts[value];
    }

    /** The number of what a text begins with; -1 when that is not in the vocabulary. */
    public int prefixNumber(int value, int length, Vocabulary vocabulary) {
        return isAnyText(value) && lengths[value] >= length
                ? vocabulary.texts().find(source(value), starts[value], length)
                : -1;
    }

    /** Whether the value was reached as an element of an array at its path. */
    public boolean isElement(int value) {
        return has(value, Kind.ELEMENT);
    }

    /** Whether an array lies on the way to the value. */
    public boolean isSpread(int value) {
        return has(value, Kind.SPREAD);
    }

    /** Whether it is neither null, object nor array. */
    public boolean isScalar(int value) {
        int kind = kind(value);
        return kind != Kind.NULL && kind < Kind.OBJECT;
    }

    public boolean isNull(int value) {
        return kind(value) == Kind.NULL;
    }

    /** Whether it is null, an empty text, an empty array or an empty object. */
    public boolean isEmpty(int value) {
        int kind = kind(value);
        return kind == Kind.NULL
                || kind == Kind.EMPTY_OBJECT
                || kind == Kind.EMPTY_ARRAY
                || (kind == Kind.TEXT && lengths[value] == 0);
    }

    /** The value itself, for whoever needs more than this; made once. Objects and arrays come without what is in them. */
    public Value value(int value) {
        Value known = values[value];
        if (known == null) {
            known = read(value);
            values[value] = known;
            valuesRead = true;
        }
        return known;
    }

    private Value read(int value) {
        return switch (kind(value)) {
            case Kind.NULL -> Value.Absent.NULL;
            case Kind.FALSE, Kind.TRUE -> new Value.Bool(kind(value) == Kind.TRUE);
            case Kind.NUMBER, Kind.LONG_NUMBER -> new Value.Num(amount(value));
            case Kind.HUGE -> new Value.Huge(Numbers.digits(json, starts[value], starts[value] + lengths[value]));
            case Kind.TEXT, Kind.LONG_TEXT -> new Value.Text(Utf8.string(source(value), starts[value], lengths[value]));
            case Kind.OBJECT, Kind.EMPTY_OBJECT -> new Value.Obj(Map.of());
            default -> new Value.Arr(List.of());
        };
    }

    private byte[] source(int value) {
        return has(value, Kind.UNESCAPED) ? unescaped : json;
    }

    // What follows fills it.

    void begin(byte[] event, int slots) {
        json = event;
        if (first.length < slots) {
            first = new int[slots];
            last = new int[slots];
        }
        Arrays.fill(first, 0, slots, END);
        if (valuesRead) {
            Arrays.fill(values, 0, size, null);
            valuesRead = false;
        }
        size = 0;
        unescapedEnd = 0;
    }

    int size() {
        return size;
    }

    int add(int slot, int kind) {
        if (size == next.length) {
            grow();
        }
        int value = size++;
        kinds[value] = (byte) kind;
        texts[value] = -1;
        next[value] = END;
        if (first[slot] == END) {
            first[slot] = value;
        } else {
            next[last[slot]] = value;
        }
        last[slot] = value;
        return value;
    }

    private void grow() {
        int length = next.length * 2;
        next = Arrays.copyOf(next, length);
        kinds = Arrays.copyOf(kinds, length);
        numbers = Arrays.copyOf(numbers, length);
        texts = Arrays.copyOf(texts, length);
        starts = Arrays.copyOf(starts, length);
        lengths = Arrays.copyOf(lengths, length);
        values = Arrays.copyOf(values, length);
    }

    void addNumber(int slot, int reach, int from, int to) {
        double quick = Numbers.quick(json, from, to);
        int value = add(slot, reach | Kind.NUMBER);
        numbers[value] = quick;
        starts[value] = from;
        lengths[value] = to - from;
        if (Double.isNaN(quick)) {
            Numbers.Reading reading = Numbers.read(json, from, to);
            kinds[value] = (byte) (reach | reading.kind());
            numbers[value] = reading.amount();
        }
    }

    /** Adds a text. {@code end} is as {@link Syntax#text} gives it. */
    void addText(int slot, int reach, int from, int end, TextTable known) {
        int value;
        if (end >= 0) {
            value = add(slot, reach | Kind.TEXT);
            starts[value] = from;
            lengths[value] = end - from;
        } else {
            value = add(slot, reach | Kind.TEXT | Kind.UNESCAPED);
            starts[value] = unescapedEnd;
            lengths[value] = unescape(from, ~end);
        }
        setText(value, known);
    }

    private void setText(int value, TextTable known) {
        if (lengths[value] > Texts.MAX_TESTED
                && Utf8.units(source(value), starts[value], lengths[value]) > Texts.MAX_TESTED) {
            kinds[value] = (byte) ((kinds[value] & ~Kind.MASK) | Kind.LONG_TEXT);
        } else {
            texts[value] = known.find(source(value), starts[value], lengths[value]);
        }
    }

    /** Unescapes a text behind all that were unescaped before; gives its length. */
    private int unescape(int from, int to) {
        if (unescaped.length < unescapedEnd + to - from) {
            unescaped = Arrays.copyOf(unescaped, (unescapedEnd + to - from) * 2);
        }
        int end = Syntax.unescape(json, from, to, unescaped, unescapedEnd);
        int length = end - unescapedEnd;
        unescapedEnd = end;
        return length;
    }

    /** Takes back what was added to a slot since there were so many values. */
    void forget(int slot, int since) {
        int kept = END;
        for (int value = first[slot]; value != END && value < since; value = next[value]) {
            kept = value;
        }
        if (kept == END) {
            first[slot] = END;
        } else {
            next[kept] = END;
        }
        last[slot] = kept;
    }

    /** Leaves in a slot only the texts that stand directly in an array. */
    void keepTexts(int slot) {
        int kept = END;
        for (int value = first[slot]; value != END; value = next[value]) {
            if (isElement(value) && !has(value, Kind.NESTED) && isAnyText(value)) {
                if (kept == END) {
                    first[slot] = value;
                } else {
                    next[kept] = value;
                }
                kept = value;
            }
        }
        if (kept == END) {
            first[slot] = END;
        } else {
            next[kept] = END;
        }
        last[slot] = kept;
    }

    /** Lets a slot hold one empty text. */
    void setEmptyText(int slot, TextTable known) {
        forget(slot, 0);
        int value = add(slot, Kind.TEXT);
        starts[value] = 0;
        lengths[value] = 0;
        setText(value, known);
    }

    /** Lets a slot hold one whole number. */
    void setWhole(int slot, long amount) {
        forget(slot, 0);
        byte[] digits = Long.toString(amount).getBytes(StandardCharsets.US_ASCII);
        boolean plain = Numbers.isPlain(BigDecimal.valueOf(amount));
        int value = add(slot, (plain ? Kind.NUMBER : Kind.LONG_NUMBER) | Kind.UNESCAPED);
        numbers[value] = amount;
        starts[value] = unescapedEnd;
        lengths[value] = digits.length;
        unescaped = Arrays.copyOf(unescaped, Math.max(unescaped.length, unescapedEnd + digits.length));
        System.arraycopy(digits, 0, unescaped, unescapedEnd, digits.length);
        unescapedEnd += digits.length;
    }
}
