package dev.atlas.webhooks.dsl.parse;

import java.util.ArrayList;
import java.util.List;
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
        /** The second half of {@code between … and …}. */
        SECOND_END,
        /** Another value of a list, or its end. */
        COMMA_OR_PARENTHESIS,
        /** What follows the array of {@code any(…)}. */
        COMMA,
        OTHER
    }

    static Place of(Parser parser, Token at, IntervalSet expected) {
        TokenStream tokens = parser.getInputStream();
        Token before = visible(tokens, at.getTokenIndex(), -1);
        Token after = visible(tokens, at.getTokenIndex(), 1);
        return new Place(before == null ? at : before, at, after == null ? at : after, tokens, awaited(expected));
    }

    static Awaited awaited(IntervalSet expected) {
        if (expected.contains(FilterLexer.EQUAL)) {
            return Awaited.OPERATOR;
        } else if (expected.contains(FilterLexer.ANY)) {
            return Awaited.CONDITION;
        } else if (expected.contains(FilterLexer.OR) || expected.contains(Token.EOF)) {
            return Awaited.AND_OR_END;
        } else if (expected.contains(FilterLexer.AND)) {
            return Awaited.SECOND_END;
        } else if (expected.contains(FilterLexer.COMMA) && expected.contains(FilterLexer.RPAREN)) {
            return Awaited.COMMA_OR_PARENTHESIS;
        } else if (expected.contains(FilterLexer.COMMA)) {
            return Awaited.COMMA;
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

    /** The parentheses that are open here, outermost first. */
    List<Token> open() {
        List<Token> open = new ArrayList<>();
        for (int i = 0; i < at.getTokenIndex(); i++) {
            Token token = tokens.get(i);
            if (token.getType() == FilterLexer.LPAREN) {
                open.add(token);
            } else if (token.getType() == FilterLexer.RPAREN && !open.isEmpty()) {
                open.remove(open.size() - 1);
            }
        }
        return open;
    }

    /** Whether nothing stands between the two tokens, so that they look like one word. */
    boolean isAdjacent() {
        return !atStart() && Problems.end(before) == at.getStartIndex();
    }

    /** The token before {@code before}, or {@code before} itself if it is the first. */
    Token beforeThat() {
        Token token = visible(tokens, before.getTokenIndex(), -1);
        return token == null ? before : token;
    }

    /** The words {@code after `…`} for a message, nothing at the start. */
    String afterWords() {
        return atStart() ? "" : " after `" + before.getText() + "`";
    }
}
