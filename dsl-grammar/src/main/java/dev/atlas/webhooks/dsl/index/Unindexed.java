package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.ExprWalk;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Tells of a filter that searches texts and that the index cannot lead to. */
public final class Unindexed {

    private Unindexed() {}

    /**
     * A warning, if each event of its types must be searched for a filter.
     *
     * @param eventTypes the endpoint's event types; empty means all
     */
    public static Optional<Diagnostic> warning(String text, Expr filter, Collection<String> eventTypes) {
        Searches searches = new Searches();
        filter.when(searches);
        List<String> types = eventTypes.isEmpty() ? List.of("*") : List.copyOf(eventTypes);
        if (!searches.found || new Planner().plan(filter, types).stream().noneMatch(Plan::isLinear)) {
            return Optional.empty();
        }
        String message =
                "Each event of the chosen types is searched for this filter: no tag, no text and no number leads to it. "
                        + "It is quicker with one of these joined by `and`, such as `tag:enterprise`.";
        return Optional.of(Diagnostic.warning(
                text,
                "not-indexed",
                message,
                filter.span().start(),
                filter.span().end(),
                List.of()));
    }

    private static final class Searches extends ExprWalk {

        private boolean found;

        @Override
        public Boolean test(Expr.Test test) {
            found |= test.check() instanceof Check.Matches
                    || test.check() instanceof Check.Like
                    || test.check() instanceof Check.Find;
            return true;
        }
    }
}
