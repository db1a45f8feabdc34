package dev.atlas.webhooks.dsl.text;

import dev.atlas.webhooks.dsl.ast.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a regular expression that RE2 is known to accept, as RE2 reads it. Categories and scripts whose case is ignored are not
 * read, nor large sets beyond ASCII.
 */
final class RegexPieces {

    private static final int END = -1;
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final int[] pattern;
    private boolean caseless;
    private boolean dotIsAll;
    private boolean lines;
    private int at;

    private RegexPieces(Regex regex) {
        this.pattern = regex.pattern().codePoints().toArray();
        this.caseless = regex.caseless();
    }

    /** Something that is not read here. */
    private static final class Unread extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unread() {
            super(null, null, false, false);
        }
    }

    /** The pieces of an expression, which is looked for anywhere in a text; empty when it has something rare. */
    static Optional<Piece> read(Regex regex) {
        RegexPieces reader = new RegexPieces(regex);
        try {
            Piece all = reader.choice();
            return reader.peek() == END ? Optional.of(all) : Optional.empty();
        } catch (Unread e) {
            return Optional.empty();
        }
    }

    private int peek() {
        return at < pattern.length ? pattern[at] : END;
    }

    private int peek(int ahead) {
        return at + ahead < pattern.length ? pattern[at + ahead] : END;
    }

    private boolean skip(int character) {
        boolean there = peek() == character;
        at += there ? 1 : 0;
        return there;
    }

    private Piece choice() {
        List<Piece> choices = new ArrayList<>(List.of(sequence()));
        while (skip('|')) {
            choices.add(sequence());
        }
        return choices.size() == 1 ? choices.get(0) : new Piece.Choice(choices);
    }

    private Piece sequence() {
        List<Piece> pieces = new ArrayList<>();
        while (peek() != END && peek() != '|' && peek() != ')') {
            if (peek() == '\\' && peek(1) == 'Q') {
                quoted(pieces);
            } else if (peek() == '(' && peek(1) == '?' && flagsAlone()) {
                // RE2 would repeat what is before the flags.
                if ("*+?{".indexOf(peek()) >= 0) {
                    throw new Unread();
                }
            } else {
                pieces.add(repeated(atom()));
            }
        }
        return new Piece.Sequence(pieces);
    }

    /** Characters between {@code \\Q} and {@code \\E}; a repetition behind is one of the last. */
    private void quoted(List<Piece> pieces) {
        at += 2;
        int from = at;
        while (peek() != END && !(peek() == '\\' && peek(1) == 'E')) {
            pieces.add(new Piece.One(folded(CodePoints.of(pattern[at++]))));
        }
        if (at == from) {
            throw new Unread();
        }
        at = Math.min(at + 2, pattern.length);
        pieces.add(repeated(pieces.remove(pieces.size() - 1)));
    }

    /** Sets flags that hold up to the end of the group; false, and nothing read, when this is a group of its own. */
    private boolean flagsAlone() {
        int close = at + 2;
        while (close < pattern.length && "imsU-".indexOf(pattern[close]) >= 0) {
            close++;
        }
        if (close == pattern.length || pattern[close] != ')') {
            return false;
        }
        at += 2;
        flags();
        return true;
    }

    /** Reads flags and the character behind them. */
    private void flags() {
        boolean on = true;
        for (int c = pattern[at++]; c != ')' && c != ':'; c = pattern[at++]) {
            switch (c) {
                case '-' -> on = false;
                case 'i' -> caseless = on;
                case 'm' -> lines = on;
                case 's' -> dotIsAll = on;
                // Whether repetitions are greedy.
                case 'U' -> {}
                default -> throw new Unread();
            }
        }
    }

    private Piece repeated(Piece piece) {
        Piece.@Nullable Repeat repeat =
                switch (peek()) {
                    case '*' -> new Piece.Repeat(piece, 0, Piece.Repeat.ANY_NUMBER);
                    case '+' -> new Piece.Repeat(piece, 1, Piece.Repeat.ANY_NUMBER);
                    case '?' -> new Piece.Repeat(piece, 0, 1);
                    default -> null;
                };
        if (repeat != null) {
            at++;
        } else if (peek() == '{') {
            repeat = counted(piece);
        }
        if (repeat == null) {
            return piece;
        }
        // Whether a repetition is greedy makes no difference to whether there is a match.
        skip('?');
        return repeat;
    }

    /** A repetition with counts; null, and nothing read, when the brace is just a brace. */
    private Piece.@Nullable Repeat counted(Piece piece) {
        int start = at++;
        int least = count();
        int most = least;
        if (skip(',')) {
            most = peek() == '}' ? Piece.Repeat.ANY_NUMBER : count();
        }
        boolean isCount = least >= 0 && (most >= 0 || pattern[at - 1] == ',') && skip('}');
        if (!isCount) {
            at = start;
        }
        return isCount ? new Piece.Repeat(piece, least, most) : null;
    }

    private int count() {
        int from = at;
        int count = 0;
        while (peek() >= '0' && peek() <= '9') {
            count = Math.min(count * 10 + peek() - '0', Short.MAX_VALUE);
            at++;
        }
        return at == from ? Integer.MIN_VALUE : count;
    }

    private Piece atom() {
        int c = pattern[at++];
        return switch (c) {
            case '(' -> group();
            case '[' -> new Piece.One(characterClass());
            case '.' -> new Piece.One(dotIsAll ? CodePoints.all() : CodePoints.allBut('\n'));
            case '^' -> lines ? Piece.Edge.LINE_BEGIN : Piece.Edge.BEGIN;
            case '$' -> lines ? Piece.Edge.LINE_END : Piece.Edge.END;
            case '\\' -> escape();
            default -> new Piece.One(folded(CodePoints.of(c)));
        };
    }

    private Piece group() {
        boolean outerCaseless = caseless;
        boolean outerDot = dotIsAll;
        boolean outerLines = lines;
        if (skip('?')) {
            if (peek() == 'P' || peek() == '<') {
                while (pattern[at++] != '>') {}
            } else {
                flags();
            }
        }
        Piece inside = choice();
        skip(')');
        caseless = outerCaseless;
        dotIsAll = outerDot;
        lines = outerLines;
        return inside;
    }

    private Piece escape() {
        Piece.@Nullable Edge edge =
                switch (peek()) {
                    case 'A' -> Piece.Edge.BEGIN;
                    case 'z' -> Piece.Edge.END;
                    case 'b' -> Piece.Edge.WORD_BORDER;
                    case 'B' -> Piece.Edge.NO_WORD_BORDER;
                    default -> null;
                };
        at += edge == null ? 0 : 1;
        return edge == null ? new Piece.One(escaped()) : edge;
    }

    /** What an escape stands for, behind its backslash. */
    private CodePoints escaped() {
        int c = peek();
        at++;
        return switch (c) {
            case 'd', 'D' -> named("digit", c == 'D');
            case 's', 'S' ->
                named(new CodePoints().add('\t', '\n').add('\f', '\r').add(' ', ' '), c == 'S');
            case 'w', 'W' -> named("word", c == 'W');
            case 'p', 'P' -> unicode(c == 'P');
            default -> folded(CodePoints.of(character(c)));
        };
    }

    private CodePoints unicode(boolean negated) {
        int first = pattern[at++];
        StringBuilder name = new StringBuilder();
        if (first == '{') {
            for (int c = pattern[at++]; c != '}'; c = pattern[at++]) {
                name.appendCodePoint(c);
            }
        } else {
            name.appendCodePoint(first);
        }
        boolean inverse = name.charAt(0) == '^';
        if (caseless) {
            throw new Unread();
        }
        CodePoints members = UnicodeSets.named(name.substring(inverse ? 1 : 0)).orElseThrow(Unread::new);
        return negated == inverse ? members : members.negated();
    }

    private int character(int escaped) {
        return switch (escaped) {
            case 'a' -> 7;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case 'x' -> hexadecimal();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(escaped - '0');
            default -> {
                if (PUNCTUATION.indexOf(escaped) < 0) {
                    throw new Unread();
                }
                yield escaped;
            }
        };
    }

    private int hexadecimal() {
        int value = 0;
        if (skip('{')) {
            while (!skip('}')) {
                value = value * 16 + Character.digit(pattern[at++], 16);
            }
            return value;
        }
        for (int i = 0; i < 2; i++) {
            value = value * 16 + Character.digit(pattern[at++], 16);
        }
        return value;
    }

    private int octal(int first) {
        int value = first;
        for (int i = 1; i < 3 && peek() >= '0' && peek() <= '7'; i++) {
            value = value * 8 + pattern[at++] - '0';
        }
        return value;
    }

    private CodePoints named(String name, boolean negated) {
        return named(Posix.named(name).orElseThrow(Unread::new), negated);
    }

    private CodePoints named(CodePoints members, boolean negated) {
        CodePoints all = folded(members);
        return negated ? all.negated() : all;
    }

    private CodePoints characterClass() {
        boolean negated = skip('^');
        CodePoints members = new CodePoints();
        boolean first = true;
        while (first || peek() != ']') {
            first = false;
            int close = peek() == '[' && peek(1) == ':' ? closeOfName() : END;
            if (close != END) {
                boolean inverse = peek(2) == '^';
                members.add(
                        named(new String(pattern, at + (inverse ? 3 : 2), close - at - (inverse ? 3 : 2)), inverse));
                at = close + 2;
            } else if (peek() == '\\' && "dDsSwWpP".indexOf(peek(1)) >= 0) {
                at++;
                members.add(escaped());
            } else {
                int low = classCharacter();
                boolean isRange = peek() == '-' && peek(1) != ']';
                at += isRange ? 1 : 0;
                members.add(folded(new CodePoints().add(low, isRange ? classCharacter() : low)));
            }
        }
        at++;
        return negated ? members.negated() : members;
    }

    /** Where the name of a set such as {@code [:alpha:]} ends. */
    private int closeOfName() {
        for (int close = at + 2; close + 1 < pattern.length; close++) {
            if (pattern[close] == ':' && pattern[close + 1] == ']') {
                return close;
            }
        }
        return END;
    }

    private int classCharacter() {
        int c = peek();
        at++;
        if (c == END) {
            throw new Unread();
        } else if (c != '\\') {
            return c;
        }
        int escaped = peek();
        at++;
        return character(escaped);
    }

    private CodePoints folded(CodePoints members) {
        return caseless ? CaseOrbits.of(members).orElseThrow(Unread::new) : members;
    }
}
