package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.Filter;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One rule as one event type sees it: how it is found, and what is still to be tested then.
 *
 * @param rule  its number
 * @param keys  one of which leads to it; empty when each event of the type must look at it
 * @param range a comparison with a number that decides next, by binary search among all of its kind
 * @param rest  what is tested last; null when nothing is left
 */
record Entry(int rule, List<Key> keys, @Nullable Range range, @Nullable Filter rest) {

    /** {@code path relation threshold}; of {@code between} also the second end, which is tested again among the rest. */
    record Range(Path path, Check.Relation relation, BigDecimal threshold, @Nullable BigDecimal ceiling) {}

    Entry {
        keys = List.copyOf(keys);
    }

    /** Plans how to find a rule: by its most selective condition, then by a threshold, then by testing what is left. */
    static Entry plan(int rule, Expr expr, Function<Expr, Filter> compiler) {
        List<Expr> left = new ArrayList<>(expr instanceof Expr.And and ? and.operands() : List.of(expr));
        left.remove(Specialiser.TRUE);
        Cover best = null;
        int bestAt = -1;
        for (int i = 0; i < left.size(); i++) {
            Cover cover = Cover.of(left.get(i)).orElse(null);
            if (cover != null && (best == null || cover.cost() < best.cost())) {
                best = cover;
                bestAt = i;
            }
        }
        if (best != null && best.exact()) {
            left.remove(bestAt);
        }
        Range range = null;
        for (int i = 0; i < left.size() && range == null; i++) {
            range = range(left.get(i));
            if (range != null && !(((Expr.Test) left.get(i)).check() instanceof Check.Between)) {
                left.remove(i);
            }
        }
        return new Entry(rule, best == null ? List.of() : best.keys(), range, rest(left, compiler));
    }

    private static @Nullable Filter rest(List<Expr> left, Function<Expr, Filter> compiler) {
        if (left.isEmpty()) {
            return null;
        }
        Expr rest = left.size() == 1 ? left.get(0) : new Expr.And(left, Span.NOWHERE);
        return compiler.apply(rest);
    }

    private static @Nullable Range range(Expr expr) {
        if (!(expr instanceof Expr.Test test) || !(test.subject() instanceof Path path)) {
            return null;
        }
        if (test.check() instanceof Check.Compare compare
                && compare.relation() != Check.Relation.EQUAL
                && compare.right() instanceof Literal.Num num) {
            return new Range(path, compare.relation(), num.amount(), null);
        }
        return test.check() instanceof Check.Between between
                        && between.low() instanceof Literal.Num low
                        && between.high() instanceof Literal.Num high
                ? new Range(path, Check.Relation.GREATER_OR_EQUAL, low.amount(), high.amount())
                : null;
    }

    boolean restPasses(EventView event) {
        return rest == null || rest.matches(event);
    }
}
