package dev.atlas.webhooks.dsl.text;

import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Regex;
import java.util.Optional;

/** A pattern as a deterministic automaton: one step for each character, whatever the pattern. Immutable. */
public final class Automaton implements TextTest {

    /** The state that nothing leads out of, and that accepts nothing. */
    static final int DEAD = 0;

    /** The state that accepts whatever follows. */
    static final int ACCEPTED = 1;

    private final Alphabet alphabet;
    private final int width;
    private final char[] steps;
    private final boolean[] acceptsEnd;
    private final int start;

    /**
     * An automaton.
     *
     * @param steps      for each state and each class of the alphabet the next state
     * @param acceptsEnd for each state whether a text may end there
     */
    Automaton(Alphabet alphabet, char[] steps, boolean[] acceptsEnd, int start) {
        this.alphabet = alphabet;
        this.width = alphabet.size();
        this.steps = steps;
        this.acceptsEnd = acceptsEnd;
        this.start = start;
    }

    /** Of an expression that is looked for anywhere; empty when it is too rare or would become too large. */
    public static Optional<Automaton> of(Regex regex) {
        return RegexPieces.read(regex).flatMap(Determiner::automaton);
    }

    /** Of a glob, for texts without their case if it ignores case; empty when it would become too large. */
    public static Optional<Automaton> of(Glob glob) {
        return Determiner.automaton(GlobPieces.read(glob));
    }

    @Override
    public boolean passes(byte[] bytes, int from, int to) {
        int state = start;
        int at = from;
        while (at < to && state > ACCEPTED) {
            byte b = bytes[at];
            if (b >= 0) {
                at++;
                state = steps[state * width + alphabet.ofAscii(b)];
            } else {
                int length = b >= (byte) 0xF0 ? 4 : b >= (byte) 0xE0 ? 3 : 2;
                state = steps[state * width + alphabet.of(codePoint(bytes, at, length))];
                at += length;
            }
        }
        return acceptsEnd[state];
    }

    private static int codePoint(byte[] bytes, int at, int length) {
        int codePoint = bytes[at] & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            codePoint = (codePoint << 6) | (bytes[at + i] & 0x3F);
        }
        return codePoint;
    }
}
