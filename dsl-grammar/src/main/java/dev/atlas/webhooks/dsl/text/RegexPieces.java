package dev.atlas.webhooks.dsl.text;

import dev.atlas.webhooks.dsl.ast.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a regular expression that RE2 is known to accept, as RE2 reads it. What is rare in it (word borders, flags inside,
 * Unicode categories, characters by number) is not read.
 */
final class RegexPieces {

    private static final int END = -1;
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final int[] pattern;
    private final boolean caseless;
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
            pieces.add(repeated(atom()));
        }
        return new Piece.Sequence(pieces);
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
            case '.' -> new Piece.One(CodePoints.allBut('\n'));
            case '^' -> Piece.Edge.BEGIN;
            case '$' -> Piece.Edge.END;
            case '\\' -> escape();
            default -> new Piece.One(folded(CodePoints.of(c)));
        };
    }

    private Piece group() {
        if (skip('?') && !skip(':')) {
            throw new Unread();
        }
        Piece inside = choice();
        skip(')');
        return inside;
    }

    private Piece escape() {
        if (skip('A')) {
            return Piece.Edge.BEGIN;
        } else if (skip('z')) {
            return Piece.Edge.END;
        }
        return new Piece.One(escaped());
    }

    /** What an escape stands for, behind its backslash. */
    private CodePoints escaped() {
        int c = peek();
        at++;
        return switch (c) {
            case 'd', 'D' -> named(new CodePoints().add('0', '9'), c == 'D');
            case 's', 'S' ->
                named(new CodePoints().add('\t', '\n').add('\f', '\r').add(' ', ' '), c == 'S');
            case 'w', 'W' ->
                named(new CodePoints().add('0', '9').add('A', 'Z').add('_', '_').add('a', 'z'), c == 'W');
            default -> folded(CodePoints.of(character(c)));
        };
    }

    private static int character(int escaped) {
        return switch (escaped) {
            case 'a' -> 7;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> {
                if (PUNCTUATION.indexOf(escaped) < 0) {
                    throw new Unread();
                }
                yield escaped;
            }
        };
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
            if (peek() == '[' && peek(1) == ':') {
                throw new Unread();
            } else if (peek() == '\\' && "dDsSwW".indexOf(peek(1)) >= 0) {
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
        if (caseless && !members.isAscii()) {
            throw new Unread();
        }
        return caseless ? members.ignoringCase() : members;
    }
}
