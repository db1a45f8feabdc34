package dev.atlas.webhooks.dsl.explain;

import dev.atlas.webhooks.dsl.Backtest;
import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.Filter;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.eval.Evaluation;
import dev.atlas.webhooks.dsl.eval.FilterCompiler;
import dev.atlas.webhooks.dsl.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a filter over past events, beside the live one. Used once, by one thread. */
public final class Backtester {

    private static final int MOST_SAMPLES = 10;
    private static final double SECONDS_A_DAY = 86_400;

    private final String text;
    private final Expr expr;
    private final Catalogue catalogue;
    private final Filter filter;
    private final Filter strict;
    private final Filter live;

    private final Samples passed = new Samples();
    private final Samples near = new Samples();
    private final Samples gained = new Samples();
    private final Samples lost = new Samples();
    private long events;
    private long admittedMissing;

    /** A test of a filter, read from {@code text}, against the live filter. */
    public Backtester(String text, Expr expr, Filter live, Catalogue catalogue) {
        this.text = text;
        this.expr = expr;
        this.catalogue = catalogue;
        this.filter = FilterCompiler.compile(text, expr, catalogue);
        this.strict = FilterCompiler.compile(text, expr.when(new MissingRefused(false)), catalogue);
        this.live = live;
    }

    /** Takes one more event into account. */
    public void add(EventView event) {
        boolean passes = filter.matches(event);
        boolean passed = live.matches(event);
        events++;
        if (passes) {
            this.passed.add(event);
            admittedMissing += strict.matches(event) ? 0 : 1;
        } else if (isNearMiss(event)) {
            near.add(event);
        }
        if (passes && !passed) {
            gained.add(event);
        } else if (passed && !passes) {
            lost.add(event);
        }
    }

    private boolean isNearMiss(EventView event) {
        return isNear(expr, Evaluation.of(event, catalogue));
    }

    /**
     * Whether a filter that is false is so by one condition: of those joined by {@code and} the only false one; alone, one
     * that finds something to test. Of those joined by {@code or} one must be near.
     */
    private static boolean isNear(Expr expr, Evaluation evaluation) {
        if (expr instanceof Expr.And and) {
            return and.operands().stream()
                            .filter(operand -> !evaluation.test(operand))
                            .count()
                    == 1;
        } else if (expr instanceof Expr.Or or) {
            return or.operands().stream().anyMatch(operand -> isNear(operand, evaluation));
        } else if (expr instanceof Expr.Test test) {
            return hasValue(evaluation, test.subject());
        } else if (expr instanceof Expr.Changed changed) {
            return hasValue(evaluation, changed.path());
        } else if (expr instanceof Expr.Moved moved) {
            return hasValue(evaluation, moved.path());
        } else if (expr instanceof Expr.Quantified quantified) {
            return !evaluation.elements(quantified.path()).isEmpty();
        } else if (expr instanceof Expr.Labelled labelled) {
            return labelled.label() == Expr.Label.TAG
                    && !evaluation.event().tags().isEmpty();
        }
        return true;
    }

    private static boolean hasValue(Evaluation evaluation, Operand subject) {
        return evaluation.values(subject).stream().anyMatch(value -> !(value instanceof Value.Absent));
    }

    /** What came out so far, of events that stand for that time. */
    public Backtest result(Duration period) {
        double perDay = passed.count * SECONDS_A_DAY / Math.max(1, period.toSeconds());
        return new Backtest(
                events,
                passed.count,
                perDay,
                admittedMissing,
                gained.count,
                lost.count,
                passed.list,
                near.list,
                gained.list,
                lost.list);
    }

    private final class Samples {

        private final List<Backtest.Sample> list = new ArrayList<>();
        private long count;

        void add(EventView event) {
            count++;
            if (list.size() < MOST_SAMPLES) {
                String why = Explainer.explain(text, expr, event, catalogue).sentence();
                list.add(new Backtest.Sample(event.id(), event.type(), why));
            }
        }
    }
}
