package dev.atlas.webhooks.dsl.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The characters as a pattern tells them apart: each belongs to one class of those that it treats alike. Immutable. */
final class Alphabet {

    private static final int ASCII = 0x80;

    private final byte[] ascii = new byte[ASCII];
    /** Where stretches of one class begin, above ASCII and in order. */
    private final int[] starts;

    private final byte[] classes;
    private final int size;
    private final int[] samples;

    private Alphabet(int[] starts, byte[] classOfStart, int[] samples) {
        this.size = samples.length;
        this.samples = samples;
        for (int c = 0; c < ASCII; c++) {
            ascii[c] = classOfStart[stretch(starts, starts.length, c)];
        }
        int first = stretch(starts, starts.length, ASCII);
        this.starts = Arrays.copyOfRange(starts, first, starts.length);
        this.classes = Arrays.copyOfRange(classOfStart, first, starts.length);
    }

    /** The classes of characters that these sets tell apart; at most 127. */
    static Alphabet of(Collection<CodePoints> sets) {
        BitSet boundaries = new BitSet();
        boundaries.set(0);
        sets.forEach(set -> set.markBoundaries(boundaries));
        int[] starts = boundaries.stream().filter(Character::isValidCodePoint).toArray();
        byte[] classes = new byte[starts.length];
        Map<BitSet, Integer> known = new HashMap<>();
        List<Integer> samples = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            BitSet memberOf = new BitSet();
            int number = 0;
            for (CodePoints set : sets) {
                memberOf.set(number++, set.has(starts[i]));
            }
            Integer its = known.get(memberOf);
            if (its == null) {
                its = known.size();
                known.put(memberOf, its);
                samples.add(starts[i]);
            }
            classes[i] = its.byteValue();
        }
        return new Alphabet(
                starts, classes, samples.stream().mapToInt(Integer::intValue).toArray());
    }

    int size() {
        return size;
    }

    /** One of the characters of a class. */
    int sample(int characterClass) {
        return samples[characterClass];
    }

    int ofAscii(byte character) {
        return ascii[character];
    }

    int of(int codePoint) {
        return classes[stretch(starts, starts.length, codePoint)];
    }

    private static int stretch(int[] starts, int count, int codePoint) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= codePoint) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
