package dev.atlas.webhooks.dsl.text;

import java.util.BitSet;

/** A set of code points. */
final class CodePoints {

    private static final int KELVIN = 0x212A;
    private static final int LONG_S = 0x17F;

    private final BitSet members = new BitSet();
    /** Whether the set is all but those. */
    private boolean negated;

    static CodePoints of(int codePoint) {
        return new CodePoints().add(codePoint, codePoint);
    }

    static CodePoints all() {
        return new CodePoints().negated();
    }

    static CodePoints allBut(int codePoint) {
        return of(codePoint).negated();
    }

    CodePoints add(int first, int last) {
        members.set(first, last + 1, !negated);
        return this;
    }

    CodePoints add(CodePoints others) {
        if (negated && others.negated) {
            members.and(others.members);
        } else if (negated) {
            members.andNot(others.members);
        } else if (others.negated) {
            BitSet own = (BitSet) members.clone();
            members.clear();
            members.or(others.members);
            members.andNot(own);
            negated = true;
        } else {
            members.or(others.members);
        }
        return this;
    }

    CodePoints negated() {
        negated = !negated;
        return this;
    }

    /** Adds to a set, which is not negated, what differs from an ASCII member only in case, by Unicode's simple folding. */
    CodePoints ignoringCase() {
        for (int small = 'a'; small <= 'z'; small++) {
            int capital = small - 'a' + 'A';
            if (members.get(small) || members.get(capital)) {
                members.set(small);
                members.set(capital);
                if (small == 'k') {
                    members.set(KELVIN);
                } else if (small == 's') {
                    members.set(LONG_S);
                }
            }
        }
        return this;
    }

    /** How many members a set has that is not negated. */
    int size() {
        return negated ? Integer.MAX_VALUE : members.cardinality();
    }

    int[] toArray() {
        return members.stream().toArray();
    }

    boolean isAscii() {
        return !negated && members.length() <= 0x80;
    }

    boolean has(int codePoint) {
        return members.get(codePoint) != negated;
    }

    /** Marks where stretches of members, or of others, begin. */
    void markBoundaries(BitSet boundaries) {
        for (int from = members.nextSetBit(0); from >= 0; ) {
            int end = members.nextClearBit(from);
            boundaries.set(from);
            boundaries.set(end);
            from = members.nextSetBit(end);
        }
    }
}
