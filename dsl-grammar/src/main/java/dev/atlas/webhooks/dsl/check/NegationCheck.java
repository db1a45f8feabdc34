package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.ExprWalk;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.format.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Warns where a negative test lets events through only because they lack the field. */
final class NegationCheck extends ExprWalk {

    private final KnownFields fields;
    private final Warnings warnings;
    private final Set<Path> guarded = new HashSet<>();

    NegationCheck(KnownFields fields, Warnings warnings) {
        this.fields = fields;
        this.warnings = warnings;
    }

    @Override
    public Boolean and(Expr.And and) {
        Set<Path> outside = Set.copyOf(guarded);
        for (Expr operand : and.operands()) {
            // A positive test, `exists` included, is false on a missing field: beside it the negative one is safe.
            if (operand instanceof Expr.Test test && test.subject() instanceof Path path && !passesWithout(test)) {
                guarded.add(path);
            } else if (operand instanceof Expr.Not not
                    && not.operand() instanceof Expr.Test test
                    && test.subject() instanceof Path path
                    && passesWithout(test)) {
                guarded.add(path);
            }
        }
        super.and(and);
        guarded.retainAll(outside);
        return true;
    }

    /** {@code is null} and {@code is empty} are true on a missing field. */
    private static boolean passesWithout(Expr.Test test) {
        return test.check() instanceof Check.Presence presence && presence.state() != Check.State.PRESENT;
    }

    @Override
    public Boolean not(Expr.Not not) {
        if (not.operand() instanceof Expr.Test test
                && test.subject() instanceof Path path
                && !(test.check() instanceof Check.Presence)) {
            negated(not, path);
            return true;
        }
        return not.operand() instanceof Expr.Not inner ? inner.operand().when(this) : super.not(not);
    }

    private void negated(Expr.Not not, Path path) {
        if (path.root() != Path.Root.DATA
                || path.steps().isEmpty()
                || !fields.knows(path.names())
                || guarded.contains(path)) {
            return;
        }
        Optional<String> lacking = fields.typeThatMayLack(path.names());
        if (lacking.isPresent()) {
            String field = Words.path(path);
            String message =
                    "This is also true for events without `" + field + "`, as `" + lacking.get() + "` events may be.";
            String words = warnings.words(not.span());
            Fix fix = new Fix(
                    "Ask for the field",
                    not.span().start(),
                    not.span().end(),
                    "(" + words + " and " + field + " exists)");
            warnings.at(not.span(), "true-when-missing", message, List.of(fix));
        }
    }

    @Override
    public Boolean quantified(Expr.Quantified quantified) {
        return true;
    }
}
