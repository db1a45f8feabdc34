package dev.atlas.webhooks.dsl.explain;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Path;
import java.util.List;

/**
 * Rewrites a filter so that each negative test of a field also asks for the field.
 *
 * @param negated whether the part at hand stands below an odd number of {@code not}s
 */
record MissingRefused(boolean negated) implements Expr.Cases<Expr> {

    @Override
    public Expr always(Expr.Always always) {
        return always;
    }

    @Override
    public Expr and(Expr.And and) {
        return new Expr.And(
                and.operands().stream().map(operand -> operand.when(this)).toList(), and.span());
    }

    @Override
    public Expr or(Expr.Or or) {
        return new Expr.Or(
                or.operands().stream().map(operand -> operand.when(this)).toList(), or.span());
    }

    @Override
    public Expr not(Expr.Not not) {
        return new Expr.Not(not.operand().when(new MissingRefused(!negated)), not.span());
    }

    @Override
    public Expr test(Expr.Test test) {
        if (!negated || !(test.subject() instanceof Path) || test.check() instanceof Check.Presence) {
            return test;
        }
        Expr exists = new Expr.Test(test.subject(), new Check.Presence(Check.State.PRESENT), test.span());
        return new Expr.Or(List.of(test, new Expr.Not(exists, test.span())), test.span());
    }

    @Override
    public Expr labelled(Expr.Labelled labelled) {
        return labelled;
    }

    @Override
    public Expr changed(Expr.Changed changed) {
        return changed;
    }

    @Override
    public Expr moved(Expr.Moved moved) {
        return moved;
    }

    @Override
    public Expr quantified(Expr.Quantified quantified) {
        // No element without the field is asked for where none may meet the condition.
        return negated
                ? quantified
                : new Expr.Quantified(
                        quantified.quantifier(),
                        quantified.path(),
                        quantified.body().when(this),
                        quantified.span());
    }
}
