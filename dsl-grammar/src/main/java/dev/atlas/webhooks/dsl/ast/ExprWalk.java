package dev.atlas.webhooks.dsl.ast;

/** Visits each part of a tree from the left. A subclass overrides what it cares about, and calls {@code super} to go deeper. */
public abstract class ExprWalk implements Expr.Cases<Boolean> {

    @Override
    public Boolean always(Expr.Always always) {
        return true;
    }

    @Override
    public Boolean and(Expr.And and) {
        and.operands().forEach(operand -> operand.when(this));
        return true;
    }

    @Override
    public Boolean or(Expr.Or or) {
        or.operands().forEach(operand -> operand.when(this));
        return true;
    }

    @Override
    public Boolean not(Expr.Not not) {
        return not.operand().when(this);
    }

    @Override
    public Boolean test(Expr.Test test) {
        return true;
    }

    @Override
    public Boolean labelled(Expr.Labelled labelled) {
        return true;
    }

    @Override
    public Boolean changed(Expr.Changed changed) {
        return true;
    }

    @Override
    public Boolean moved(Expr.Moved moved) {
        return true;
    }

    @Override
    public Boolean quantified(Expr.Quantified quantified) {
        return quantified.body().when(this);
    }
}
