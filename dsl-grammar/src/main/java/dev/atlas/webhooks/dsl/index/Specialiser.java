package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.eval.Evaluation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of a filter once the type of the event is known: its type tests become true or false and fall away. */
final class Specialiser implements Expr.Cases<Expr> {

    static final Expr TRUE = new Expr.Always(Span.NOWHERE);
    static final Expr FALSE = new Expr.Not(TRUE, Span.NOWHERE);

    private final String eventType;
    private final Evaluation bareEvent;

    /** The verdict of what asks nothing of the event. */
    static boolean constant(Expr expr) {
        return bare("").test(expr);
    }

    private static Evaluation bare(String eventType) {
        return Evaluation.of(EventView.of("", eventType, 0, List.of(), "{}", null), Catalogue.EMPTY);
    }

    Specialiser(String eventType) {
        this.eventType = eventType;
        this.bareEvent = bare(eventType);
    }

    @Override
    public Expr always(Expr.Always always) {
        return TRUE;
    }

    @Override
    public Expr and(Expr.And and) {
        List<Expr> left = left(and.operands(), TRUE);
        if (left.contains(FALSE)) {
            return FALSE;
        }
        return left.isEmpty() ? TRUE : left.size() == 1 ? left.get(0) : new Expr.And(left, and.span());
    }

    @Override
    public Expr or(Expr.Or or) {
        List<Expr> left = left(or.operands(), FALSE);
        if (left.contains(TRUE)) {
            return TRUE;
        }
        return left.isEmpty() ? FALSE : left.size() == 1 ? left.get(0) : new Expr.Or(left, or.span());
    }

    private List<Expr> left(List<Expr> operands, Expr neutral) {
        List<Expr> left = new ArrayList<>();
        for (Expr operand : operands) {
            Expr special = operand.when(this);
            if (!special.equals(neutral)) {
                left.add(special);
            }
        }
        return left;
    }

    @Override
    public Expr not(Expr.Not not) {
        Expr operand = not.operand().when(this);
        return operand.equals(FALSE) ? TRUE : new Expr.Not(operand, not.span());
    }

    @Override
    public Expr test(Expr.Test test) {
        Boolean plain = plainTypeTest(test);
        if (plain != null) {
            return plain ? TRUE : FALSE;
        }
        boolean ofType = test.subject() instanceof Path path && path.is(Path.Root.TYPE) && isFixed(test.check());
        return ofType ? verdict(test) : test;
    }

    /** The verdict of {@code type = …} and {@code type in (…)}, which nearly every filter has; null for any other test. */
    private @Nullable Boolean plainTypeTest(Expr.Test test) {
        if (!(test.subject() instanceof Path path) || !path.is(Path.Root.TYPE)) {
            return null;
        }
        if (test.check() instanceof Check.In in && in.members().stream().allMatch(Specialiser::isPlainText)) {
            return in.members().stream().anyMatch(this::isType);
        }
        boolean equality = test.check() instanceof Check.Compare compare
                && compare.relation() == Check.Relation.EQUAL
                && isPlainText(compare.right());
        return equality ? isType(((Check.Compare) test.check()).right()) : null;
    }

    private static boolean isPlainText(Operand operand) {
        return operand instanceof Literal.Text text && !text.caseless();
    }

    private boolean isType(Operand operand) {
        return operand instanceof Literal.Text text && text.text().equals(eventType);
    }

    private static boolean isFixed(Check check) {
        if (check instanceof Check.Compare compare) {
            return isFixed(compare.right());
        } else if (check instanceof Check.Between between) {
            return isFixed(between.low()) && isFixed(between.high());
        } else if (check instanceof Check.In in) {
            return in.members().stream().allMatch(Specialiser::isFixed);
        }
        return !(check instanceof Check.Find find) || isFixed(find.what());
    }

    private static boolean isFixed(Operand operand) {
        return operand instanceof Literal && !(operand instanceof Literal.Now);
    }

    @Override
    public Expr labelled(Expr.Labelled labelled) {
        return labelled.label() == Expr.Label.TYPE ? verdict(labelled) : labelled;
    }

    private Expr verdict(Expr expr) {
        return bareEvent.test(expr) ? TRUE : FALSE;
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
        return quantified;
    }
}
