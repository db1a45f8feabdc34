package dev.atlas.webhooks.dsl.parse;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a text stopped making sense.
 *
 * @param before  the token before it; the same as {@code at} at the start
 * @param at      the token that did not; may be the end of the text
 * @param after   the token behind that one
 * @param tokens  all tokens
 * @param awaited what could have stood there
 */
record Place(Token before, Token at, Token after, TokenStream tokens, Awaited awaited) {

    /** What the grammar was waiting for. */
    enum Awaited {
        CONDITION,
        OPERATOR,
        VALUE,
        AND_OR_END,
        OTHER
    }

    static Place of(Parser parser, Token at, IntervalSet expected) {
        TokenStream tokens = parser.getInputStream();
        Token before = visible(tokens, at.getTokenIndex(), -1);
        Token after = visible(tokens, at.getTokenIndex(), 1);
        return new Place(before == null ? at : before, at, after == null ? at : after, tokens, awaited(expected));
    }

    private static Awaited awaited(IntervalSet expected) {
        if (expected.contains(FilterLexer.EQUAL)) {
            return Awaited.OPERATOR;
        } else if (expected.contains(FilterLexer.AND)) {
            return Awaited.AND_OR_END;
        } else if (expected.contains(FilterLexer.ANY)) {
            return Awaited.CONDITION;
        } else if (expected.contains(FilterLexer.NUMBER) && expected.contains(FilterLexer.NAME)) {
            return Awaited.VALUE;
        }
        return Awaited.OTHER;
    }

    private static @Nullable Token visible(TokenStream tokens, int from, int direction) {
        for (int i = from + direction; i >= 0 && i < tokens.size(); i += direction) {
            if (tokens.get(i).getChannel() == Token.DEFAULT_CHANNEL) {
                return tokens.get(i);
            }
        }
        return null;
    }

    boolean atEnd() {
        return at.getType() == Token.EOF;
    }

    boolean atStart() {
        return before == at;
    }

    int typeBefore() {
        return atStart() ? Token.INVALID_TYPE : before.getType();
    }

    /** The words {@code after `…`} for a message, nothing at the start. */
    String afterWords() {
        return atStart() ? "" : " after `" + before.getText() + "`";
    }
}
