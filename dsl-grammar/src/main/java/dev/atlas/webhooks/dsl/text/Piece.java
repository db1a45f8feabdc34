package dev.atlas.webhooks.dsl.text;

import java.util.List;

/** A part of a pattern. */
sealed interface Piece {

    /** One character of these. */
    record One(CodePoints of) implements Piece {}

    /** One after the other. */
    record Sequence(List<Piece> pieces) implements Piece {
        public Sequence {
            pieces = List.copyOf(pieces);
        }
    }

    /** One of several. */
    record Choice(List<Piece> pieces) implements Piece {
        public Choice {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * The same again and again.
     *
     * @param most {@link #ANY_NUMBER} when there is no limit
     */
    record Repeat(Piece piece, int least, int most) implements Piece {
        static final int ANY_NUMBER = -1;
    }

    /** A place between characters. */
    enum Edge implements Piece {
        /** Of the text. */
        BEGIN,
        END,
        LINE_BEGIN,
        LINE_END,
        /** Between a character of a word, which is ASCII here, and another one or none. */
        WORD_BORDER,
        NO_WORD_BORDER
    }
}
