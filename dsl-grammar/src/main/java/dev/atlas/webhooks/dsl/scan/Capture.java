package dev.atlas.webhooks.dsl.scan;

import dev.atlas.webhooks.dsl.value.Texts;
import dev.atlas.webhooks.dsl.value.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The values of one event at the slots of a vocabulary, in the order of the event. Made to be filled again and again; not
 * thread-safe. A slot holds a chain of values: what stands at its path, and of an array also each element that is no
 * object, array or null.
 */
public final class Capture {

    /** The end of a chain. */
    public static final int END = -1;

    static final int NO_SLOT = -1;

    /** Screens below this have every digit before the point. */
    private static final double EXACT_WHOLE = 1e15;

    private byte[] json = new byte[0];
    private final TextBuffer buffer = new TextBuffer();
    private final Digits digits = new Digits();
    private final Digits others = new Digits();
    private final Chains chains = new Chains();
    private int size;
    private byte[] kinds = new byte[64];
    private double[] numbers = new double[64];
    private int[] texts = new int[64];
    private int[] starts = new int[64];
    private int[] lengths = new int[64];
    /** For each text the number, plus one, of the value that is it without its case; 0 when that is not known yet. */
    private int[] folded = new int[64];

    private final Parts parts = new Parts(this);

    /** What is in its objects and arrays. */
    public Parts parts() {
        return parts;
    }

    /** The first value of a slot, or {@link #END}. */
    public int first(int slot) {
        return chains.first(slot);
    }

    /** The value after that one in its slot, or {@link #END}. */
    public int next(int value) {
        return chains.next(value);
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

    /** Its screen, see {@link Numbers}. */
    public double number(int value) {
        return numbers[value];
    }

    /** Which side of a plain number a value lies on that has the same screen: negative, 0 if it is the same, positive. */
    public int side(int value) {
        // Its first digits are the plain number's, or that is 0, and it has more of them.
        return kind(value) == Kind.NUMBER ? 0 : bytes(value)[starts[value]] == '-' ? -1 : 1;
    }

    /** The order of two numbers. */
    public int compareNumbers(int value, int other) {
        double number = numbers[value];
        double others = numbers[other];
        if (number != others) {
            return number < others ? -1 : 1;
        } else if (kind(value) == Kind.NUMBER) {
            return -side(other);
        }
        return kind(other) == Kind.NUMBER ? side(value) : compareDigits(value, bytes(other), from(other), to(other));
    }

    /** The order of a number and one in JSON's form. */
    public int compareDigits(int value, byte[] other, int from, int to) {
        digits.read(bytes(value), from(value), to(value));
        others.read(other, from, to);
        return digits.compareTo(others);
    }

    /** The order of two texts, by code point. */
    public int compareBytes(int value, int other) {
        return Arrays.compareUnsigned(bytes(value), from(value), to(value), bytes(other), from(other), to(other));
    }

    /** The number without its fraction. */
    public long whole(int value) {
        double number = numbers[value];
        if (Math.abs(number) < EXACT_WHOLE) {
            return (long) number;
        }
        digits.read(bytes(value), from(value), to(value));
        return digits.whole();
    }

    /** Whether the value is a text that tests read. */
    public boolean isText(int value) {
        return kind(value) == Kind.TEXT;
    }

    /** Whether it is a text, even one that is too long for tests. */
    public boolean isAnyText(int value) {
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
                ? vocabulary.texts().find(bytes(value), starts[value], length)
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

    /** Whether two values that are no numbers are of one kind. */
    boolean isOfKindOf(int value, int other) {
        return kind(value) == kind(other);
    }

    /** Whether it is a text, or a number beyond the limits, which its bytes tell from others. */
    boolean hasBytes(int value) {
        return isAnyText(value) || kind(value) == Kind.HUGE;
    }

    boolean isObject(int value) {
        int kind = kind(value);
        return kind == Kind.OBJECT || kind == Kind.EMPTY_OBJECT;
    }

    public boolean isArray(int value) {
        int kind = kind(value);
        return kind == Kind.ARRAY || kind == Kind.EMPTY_ARRAY;
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

    /** The value itself, for whoever needs more than this. Objects and arrays come without what is in them. */
    public Value value(int value) {
        return switch (kind(value)) {
            case Kind.NULL -> Value.Absent.NULL;
            case Kind.FALSE, Kind.TRUE -> new Value.Bool(kind(value) == Kind.TRUE);
            case Kind.NUMBER, Kind.LONG_NUMBER -> new Value.Num(new BigDecimal(string(value)));
            case Kind.HUGE -> new Value.Huge(string(value));
            case Kind.TEXT, Kind.LONG_TEXT -> new Value.Text(string(value));
            case Kind.OBJECT, Kind.EMPTY_OBJECT -> new Value.Obj(Map.of());
            default -> new Value.Arr(List.of());
        };
    }

    private String string(int value) {
        return Utf8.string(bytes(value), starts[value], lengths[value]);
    }

    /** The bytes that a text or a number stands in, see {@link #from} and {@link #to}. */
    public byte[] bytes(int value) {
        return has(value, Kind.UNESCAPED) ? buffer.bytes() : json;
    }

    public int from(int value) {
        return starts[value];
    }

    public int to(int value) {
        return starts[value] + lengths[value];
    }

    /** The text without its case, as a value that is in no slot; made once. */
    public int folded(int value) {
        if (folded[value] == 0) {
            // Adding a value may put a longer array in the place of this one.
            int its = Utf8.isFolded(bytes(value), starts[value], lengths[value]) ? value : fold(value);
            folded[value] = 1 + its;
        }
        return folded[value] - 1;
    }

    private int fold(int value) {
        int start = buffer.end();
        buffer.addFolded(bytes(value), starts[value], lengths[value]);
        int result = add(Kind.UNESCAPED | Kind.TEXT);
        starts[result] = start;
        lengths[result] = buffer.end() - start;
        folded[result] = result + 1;
        return result;
    }

    // What follows fills it.

    void begin(byte[] event, Vocabulary vocabulary) {
        json = event;
        parts.begin(event, vocabulary.texts());
        chains.begin(vocabulary.slots());
        size = 0;
        buffer.clear();
    }

    int size() {
        return size;
    }

    /** Lets one value follow another in a chain, or nothing. */
    void link(int value, int follower) {
        chains.link(value, follower);
    }

    private int add(int kind) {
        if (size == kinds.length) {
            grow();
        }
        int value = size++;
        kinds[value] = (byte) kind;
        texts[value] = -1;
        chains.add(value);
        folded[value] = 0;
        return value;
    }

    /** Adds a value to a slot, or, with {@link #NO_SLOT}, to none. */
    int add(int slot, int kind) {
        int value = add(kind);
        if (slot != NO_SLOT) {
            chains.append(slot, value);
        }
        return value;
    }

    private void grow() {
        int length = kinds.length * 2;
        kinds = Arrays.copyOf(kinds, length);
        numbers = Arrays.copyOf(numbers, length);
        texts = Arrays.copyOf(texts, length);
        starts = Arrays.copyOf(starts, length);
        lengths = Arrays.copyOf(lengths, length);
        folded = Arrays.copyOf(folded, length);
    }

    /** Adds an object or an array, which begins at that byte. */
    int addComposite(int slot, int kind, int at) {
        int value = add(slot, kind);
        starts[value] = at;
        lengths[value] = 0;
        return value;
    }

    int addNumber(int slot, int reach, int from, int to) {
        double quick = Numbers.quick(json, from, to);
        int value = add(slot, reach | Kind.NUMBER);
        numbers[value] = quick;
        starts[value] = from;
        lengths[value] = to - from;
        if (Double.isNaN(quick)) {
            readNumber(value);
        }
        return value;
    }

    private void readNumber(int value) {
        digits.read(bytes(value), from(value), to(value));
        numbers[value] = Numbers.screen(digits);
        kinds[value] = (byte) ((kinds[value] & ~Kind.MASK) | Numbers.kind(digits));
    }

    /** Adds a text. {@code end} is as {@link Syntax#text} gives it. */
    int addText(int slot, int reach, int from, int end, TextTable known) {
        int value;
        if (end >= 0) {
            value = add(slot, reach | Kind.TEXT);
            starts[value] = from;
            lengths[value] = end - from;
        } else {
            value = add(slot, reach | Kind.TEXT | Kind.UNESCAPED);
            starts[value] = buffer.end();
            buffer.addUnescaped(json, from, ~end);
            lengths[value] = buffer.end() - starts[value];
        }
        setText(value, known);
        return value;
    }

    private void setText(int value, TextTable known) {
        if (lengths[value] > Texts.MAX_TESTED
                && Utf8.units(bytes(value), starts[value], lengths[value]) > Texts.MAX_TESTED) {
            kinds[value] = (byte) ((kinds[value] & ~Kind.MASK) | Kind.LONG_TEXT);
        } else {
            texts[value] = known.find(bytes(value), starts[value], lengths[value]);
        }
    }

    /** Takes back what was added to a slot since there were so many values. */
    void forget(int slot, int since) {
        chains.forget(slot, since);
    }

    /** Leaves in a slot only the texts that stand directly in an array. */
    void keepTexts(int slot) {
        int value = first(slot);
        chains.forget(slot, 0);
        while (value != END) {
            int following = next(value);
            if (isElement(value) && !has(value, Kind.NESTED) && isAnyText(value)) {
                chains.link(value, END);
                chains.append(slot, value);
            }
            value = following;
        }
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
        addWhole(slot, amount);
    }

    private int addWhole(int slot, long amount) {
        int start = buffer.end();
        buffer.addDigits(amount);
        return addMade(slot, start);
    }

    /** Adds a number whose digits were put into the buffer. */
    private int addMade(int slot, int start) {
        int value = add(slot, Kind.NUMBER | Kind.UNESCAPED);
        starts[value] = start;
        lengths[value] = buffer.end() - start;
        readNumber(value);
        return value;
    }

    /** A whole number that the event does not have itself, as a value in no slot. */
    public int made(long amount) {
        return addWhole(NO_SLOT, amount);
    }

    /** The same of Unix seconds and nanoseconds after them. */
    public int made(long seconds, int nanos) {
        int start = buffer.end();
        buffer.addSeconds(seconds, nanos);
        return addMade(NO_SLOT, start);
    }
}
