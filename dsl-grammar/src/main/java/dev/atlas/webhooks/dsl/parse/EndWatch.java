package dev.atlas.webhooks.dsl.parse;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Recovers as ANTLR does and says nothing; remembers only what the grammar was waiting for when the text ended. */
final class EndWatch extends DefaultErrorStrategy {

    private Place.Awaited awaited = Place.Awaited.AND_OR_END;

    Place.Awaited awaited() {
        return awaited;
    }

    @Override
    public void reportError(Parser parser, RecognitionException e) {
        IntervalSet expected = e.getExpectedTokens();
        watch(parser, e.getOffendingToken(), expected == null ? getExpectedTokens(parser) : expected);
        super.beginErrorCondition(parser);
    }

    @Override
    protected void reportUnwantedToken(Parser parser) {
        watch(parser, parser.getCurrentToken(), getExpectedTokens(parser));
        beginErrorCondition(parser);
    }

    @Override
    protected void reportMissingToken(Parser parser) {
        reportUnwantedToken(parser);
    }

    private void watch(Parser parser, Token offending, IntervalSet expected) {
        if (offending.getType() == Token.EOF && !inErrorRecoveryMode(parser)) {
            awaited = Place.awaited(expected);
        }
    }
}
