package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.Fix;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Explains where {@code is} and {@code not} stand beside a test. */
final class NegationAdvice {

    private static final Set<Integer> OPERATORS = Set.of(
            FilterLexer.BETWEEN,
            FilterLexer.IN,
            FilterLexer.CONTAINS,
            FilterLexer.STARTS,
            FilterLexer.ENDS,
            FilterLexer.LIKE,
            FilterLexer.MATCHES,
            FilterLexer.EXISTS,
            FilterLexer.CHANGED,
            FilterLexer.INCREASED,
            FilterLexer.DECREASED);
    private static final Set<Integer> STATES = Set.of(FilterLexer.NULL, FilterLexer.MISSING, FilterLexer.EMPTY);

    private final Problems problems;

    NegationAdvice(Problems problems) {
        this.problems = problems;
    }

    static boolean isOperator(Token token) {
        return OPERATORS.contains(token.getType());
    }

    /** {@code x is changed}, {@code x is not changed}: these words need no {@code is}. */
    void withoutIs(Place place, Token is) {
        boolean negated = place.before() != is;
        String right = (negated ? "not " : "") + place.at().getText().toLowerCase(Locale.ROOT);
        Fix fix = new Fix("Write `" + right + "`", is.getStartIndex(), Problems.end(place.at()), right);
        problems.at(
                place.at(),
                "is-what",
                "`is` is followed by `null`, `missing` or `empty` only. Write `" + right + "`, without `is`.",
                fix);
    }

    /** Whether a {@code not} behind a field explains what is wrong. */
    boolean explain(Place place) {
        Token at = place.at();
        if (place.awaited() == Place.Awaited.CONDITION) {
            return false;
        } else if (place.beforeThat().getType() == FilterLexer.IS && isOperator(at)) {
            withoutIs(place, place.beforeThat());
        } else if (place.beforeThat().getType() == FilterLexer.IS && !STATES.contains(at.getType())) {
            Fix fix = new Fix("Write `!=`", place.beforeThat().getStartIndex(), Problems.end(place.before()), "!=");
            problems.at(
                    at,
                    "is-what",
                    "`is not` is followed by `null`, `missing` or `empty`. To compare, write `!=`.",
                    place.atEnd() ? new Fix[0] : new Fix[] {fix});
        } else if (STATES.contains(at.getType()) || at.getType() == FilterLexer.IS) {
            Token state = at.getType() == FilterLexer.IS ? place.after() : at;
            String right = "is not "
                    + (STATES.contains(state.getType()) ? state.getText().toLowerCase(Locale.ROOT) : "null");
            Fix fix = new Fix(
                    "Write `" + right + "`",
                    place.before().getStartIndex(),
                    Problems.end(STATES.contains(state.getType()) ? state : at),
                    right);
            problems.at(at, "unexpected", "`not` stands behind `is`: write `" + right + "`.", fix);
        } else if (at.getType() == FilterLexer.EQUAL) {
            Fix fix = new Fix("Write `!=`", place.before().getStartIndex(), Problems.end(at), "!=");
            problems.at(at, "unexpected", "`not =` is written `!=`.", fix);
        } else if (SyntaxAdvice.isComparison(at)) {
            String message = "`not` stands before the field here, as in `not deal.value " + at.getText() + " 5`.";
            problems.at(at, "unexpected", message);
        } else {
            return false;
        }
        return true;
    }
}
