package dev.atlas.webhooks.dsl.scan;

import java.util.Arrays;

/**
 * What is in the objects and arrays of a captured event, read when somebody asks for it and kept until the next event. Members
 * and elements are values of the {@link Capture}, in no slot, each followed by the {@linkplain Capture#next next} one.
 */
public final class Parts {

    private static final int UNREAD = -2;

    private final Capture capture;
    private final TextBuffer unescaped = new TextBuffer();
    private byte[] json = new byte[0];
    private TextTable texts = Vocabulary.EMPTY.texts();
    private int tags;

    /** For each value of the capture its first part, whether its members are in order, and how many elements it has. */
    private int[] firsts = new int[0];

    private boolean[] ordered = new boolean[0];
    private int[] counts = new int[0];
    private int known;

    /** For each member where its name stands; with escapes, the complement of where it stands without them. */
    private int[] names = new int[0];

    private int[] nameLengths = new int[0];

    Parts(Capture capture) {
        this.capture = capture;
    }

    void begin(byte[] event, TextTable knownTexts) {
        json = event;
        texts = knownTexts;
        known = 0;
        tags = Capture.END;
        unescaped.clear();
    }

    /** The tags of the event, as an array of texts. */
    public int tags() {
        if (tags == Capture.END) {
            int first = capture.first(Vocabulary.TAGS);
            tags = capture.addComposite(Capture.NO_SLOT, first == Capture.END ? Kind.EMPTY_ARRAY : Kind.ARRAY, 0);
            know(tags);
            firsts[tags] = first;
        }
        return tags;
    }

    /** The first element or member of an array or object; {@link Capture#END} when it has none, and for any other value. */
    public int first(int value) {
        int kind = capture.kind(value);
        if (kind != Kind.OBJECT && kind != Kind.ARRAY) {
            return Capture.END;
        }
        know(value);
        if (firsts[value] == UNREAD) {
            // Reading may put a longer array in the place of this one.
            int first = read(value, kind == Kind.OBJECT);
            firsts[value] = first;
        }
        return firsts[value];
    }

    /** The element at a position; {@link Capture#END} when there is none. */
    public int element(int value, int position) {
        int element = capture.isArray(value) ? first(value) : Capture.END;
        for (int i = 0; i < position && element != Capture.END; i++) {
            element = capture.next(element);
        }
        return element;
    }

    /** The member of that name; {@link Capture#END} when there is none. */
    public int member(int value, byte[] name) {
        int found = Capture.END;
        int member = capture.kind(value) == Kind.OBJECT ? first(value) : Capture.END;
        while (member != Capture.END) {
            // Of equal names the last one counts.
            if (nameLengths[member] == name.length && compareName(member, name, 0, name.length) == 0) {
                found = member;
            }
            member = capture.next(member);
        }
        return found;
    }

    /** How many elements an array has, as a number in a value. */
    public int count(int array) {
        know(array);
        if (counts[array] == UNREAD) {
            int count = 0;
            for (int element = first(array); element != Capture.END; element = capture.next(element)) {
                count++;
            }
            int made = capture.made(count);
            know(made);
            counts[array] = made;
        }
        return counts[array];
    }

    /** Whether two values that are not missing are the same; the order of members does not matter. */
    public boolean isSame(int a, int b) {
        if (capture.isNumber(a) && capture.isNumber(b)) {
            return capture.compareNumbers(a, b) == 0;
        } else if (!capture.isOfKindOf(a, b)) {
            return false;
        } else if (capture.hasBytes(a)) {
            return capture.compareBytes(a, b) == 0;
        }
        boolean object = capture.kind(a) == Kind.OBJECT;
        int left = object ? firstInOrder(a) : first(a);
        int right = object ? firstInOrder(b) : first(b);
        while (left != Capture.END && right != Capture.END) {
            if ((object && compareNames(left, right) != 0) || !isSame(left, right)) {
                return false;
            }
            left = capture.next(left);
            right = capture.next(right);
        }
        return left == right;
    }

    /** Whether a value is another one now. Of an object only the members count that it had before: they are those that changed. */
    public boolean differs(int old, int now) {
        boolean objects = now != Capture.END && capture.isObject(old) && capture.isObject(now);
        if (!objects) {
            return now == Capture.END || !isSame(old, now);
        }
        int left = firstInOrder(old);
        int right = firstInOrder(now);
        while (left != Capture.END) {
            int side = right == Capture.END ? -1 : compareNames(left, right);
            if (side < 0 || (side == 0 && differs(left, right))) {
                return true;
            }
            left = side == 0 ? capture.next(left) : left;
            right = capture.next(right);
        }
        return false;
    }

    private void know(int value) {
        if (value < known) {
            return;
        }
        int size = capture.size();
        if (size > firsts.length) {
            int length = Math.max(size, firsts.length * 2);
            firsts = Arrays.copyOf(firsts, length);
            ordered = Arrays.copyOf(ordered, length);
            counts = Arrays.copyOf(counts, length);
            names = Arrays.copyOf(names, length);
            nameLengths = Arrays.copyOf(nameLengths, length);
        }
        Arrays.fill(firsts, known, size, UNREAD);
        Arrays.fill(ordered, known, size, false);
        Arrays.fill(counts, known, size, UNREAD);
        known = size;
    }

    /** Reads all parts of one level; what is in them is passed over. */
    private int read(int value, boolean object) {
        int first = Capture.END;
        int last = Capture.END;
        int at = capture.from(value);
        do {
            at = Syntax.space(json, at + 1);
            int nameAt = at + 1;
            int nameEnd = 0;
            if (object) {
                nameEnd = Syntax.text(json, nameAt);
                int colon = Syntax.space(json, (nameEnd < 0 ? ~nameEnd : nameEnd) + 1);
                at = Syntax.space(json, colon + 1);
            }
            int end = Syntax.value(json, at);
            int part = add(at, end);
            know(part);
            if (object) {
                name(part, nameAt, nameEnd);
            }
            if (last == Capture.END) {
                first = part;
            } else {
                capture.link(last, part);
            }
            last = part;
            at = Syntax.space(json, end);
        } while (json[at] == ',');
        return first;
    }

    private int add(int at, int end) {
        int c = json[at];
        return switch (c) {
            case '"' -> capture.addText(Capture.NO_SLOT, 0, at + 1, Syntax.text(json, at + 1), texts);
            case '{', '[' ->
                capture.addComposite(Capture.NO_SLOT, Kind.ofComposite(c, json[Syntax.space(json, at + 1)]), at);
            case 't' -> capture.add(Capture.NO_SLOT, Kind.TRUE);
            case 'f' -> capture.add(Capture.NO_SLOT, Kind.FALSE);
            case 'n' -> capture.add(Capture.NO_SLOT, Kind.NULL);
            default -> capture.addNumber(Capture.NO_SLOT, 0, at, end);
        };
    }

    private void name(int member, int from, int end) {
        if (end >= 0) {
            names[member] = from;
            nameLengths[member] = end - from;
        } else {
            int start = unescaped.end();
            unescaped.addUnescaped(json, from, ~end);
            names[member] = ~start;
            nameLengths[member] = unescaped.end() - start;
        }
    }

    private int compareNames(int a, int b) {
        byte[] name = names[b] < 0 ? unescaped.bytes() : json;
        int from = names[b] < 0 ? ~names[b] : names[b];
        return compareName(a, name, from, from + nameLengths[b]);
    }

    private int compareName(int member, byte[] name, int from, int to) {
        boolean plain = names[member] >= 0;
        int start = plain ? names[member] : ~names[member];
        return Arrays.compareUnsigned(
                plain ? json : unescaped.bytes(), start, start + nameLengths[member], name, from, to);
    }

    /** The first member in the order of the names, of which each is there once. */
    private int firstInOrder(int object) {
        int first = first(object);
        if (first == Capture.END || ordered[object]) {
            return first;
        }
        int count = 1;
        for (int member = capture.next(first); member != Capture.END; member = capture.next(member)) {
            count++;
        }
        first = sort(first, count);
        firsts[object] = first;
        ordered[object] = true;
        return first;
    }

    /** Sorts so many members of a chain by their names, and keeps the last one of those with the same name. */
    private int sort(int first, int count) {
        if (count == 1) {
            capture.link(first, Capture.END);
            return first;
        }
        int middle = first;
        for (int i = 0; i < count / 2; i++) {
            middle = capture.next(middle);
        }
        return merge(sort(first, count / 2), sort(middle, count - count / 2));
    }

    private int merge(int earlier, int later) {
        int first = Capture.END;
        int last = Capture.END;
        int a = earlier;
        int b = later;
        while (a != Capture.END || b != Capture.END) {
            int side = a == Capture.END ? 1 : b == Capture.END ? -1 : compareNames(a, b);
            int taken = side < 0 ? a : b;
            a = side <= 0 ? capture.next(a) : a;
            b = side >= 0 ? capture.next(b) : b;
            if (last == Capture.END) {
                first = taken;
            } else {
                capture.link(last, taken);
            }
            last = taken;
        }
        return first;
    }
}
