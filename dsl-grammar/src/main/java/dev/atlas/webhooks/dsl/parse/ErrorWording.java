package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.Diagnostic;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.FailedPredicateException;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Recovers as ANTLR does, so that several errors are found at once, but never speaks as ANTLR does. */
final class ErrorWording extends DefaultErrorStrategy {

    private final Problems problems;
    private final SyntaxAdvice advice;
    private int lastError = -1;

    ErrorWording(String text) {
        this.problems = new Problems(text);
        this.advice = new SyntaxAdvice(text, problems);
    }

    List<Diagnostic> diagnostics() {
        return problems.found();
    }

    @Override
    protected void reportNoViableAlternative(Parser parser, NoViableAltException e) {
        explain(parser, e);
    }

    @Override
    protected void reportInputMismatch(Parser parser, InputMismatchException e) {
        explain(parser, e);
    }

    @Override
    protected void reportFailedPredicate(Parser parser, FailedPredicateException e) {
        explain(parser, e);
    }

    @Override
    protected void reportUnwantedToken(Parser parser) {
        if (!inErrorRecoveryMode(parser)) {
            beginErrorCondition(parser);
            explain(parser, parser.getCurrentToken(), getExpectedTokens(parser));
        }
    }

    @Override
    protected void reportMissingToken(Parser parser) {
        reportUnwantedToken(parser);
    }

    private void explain(Parser parser, RecognitionException e) {
        IntervalSet expected = e.getExpectedTokens();
        explain(parser, e.getOffendingToken(), expected == null ? getExpectedTokens(parser) : expected);
    }

    private void explain(Parser parser, Token offending, IntervalSet expected) {
        Place place = Place.of(parser, offending, expected);
        // What stumbles right behind an error is most likely the same error.
        boolean again = lastError >= 0 && (place.atEnd() || place.before().getTokenIndex() <= lastError);
        lastError = offending.getTokenIndex();
        if (!again || (place.atEnd() && !place.open().isEmpty())) {
            advice.explain(place);
        }
    }

    /** Never skips a connective to find a value behind it: what follows is a condition of its own. */
    @Override
    protected @Nullable Token singleTokenDeletion(Parser parser) {
        int type = parser.getCurrentToken().getType();
        return type == FilterLexer.AND || type == FilterLexer.OR ? null : super.singleTokenDeletion(parser);
    }
}
