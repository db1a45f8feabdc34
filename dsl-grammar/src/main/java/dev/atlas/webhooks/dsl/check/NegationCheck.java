package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.ExprWalk;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.format.Words;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
            negated(not, Set.of(path));
            return true;
        }
        if (not.operand() instanceof Expr.And || not.operand() instanceof Expr.Or) {
            Set<Path> paths = new LinkedHashSet<>();
            collect(not.operand(), true, paths);
            negated(not, paths);
            return true;
        }
        return not.operand() instanceof Expr.Not inner ? inner.operand().when(this) : super.not(not);
    }

    /** The fields whose tests stand below an odd number of {@code not}s. */
    private static void collect(Expr expr, boolean negated, Set<Path> paths) {
        if (expr instanceof Expr.And and) {
            and.operands().forEach(operand -> collect(operand, negated, paths));
        } else if (expr instanceof Expr.Or or) {
            or.operands().forEach(operand -> collect(operand, negated, paths));
        } else if (expr instanceof Expr.Not not) {
            collect(not.operand(), !negated, paths);
        } else if (negated
                && expr instanceof Expr.Test test
                && test.subject() instanceof Path path
                && !(test.check() instanceof Check.Presence)) {
            paths.add(path);
        }
    }

    private void negated(Expr.Not not, Set<Path> paths) {
        List<Path> open = paths.stream().filter(this::mayBeMissing).toList();
        if (!open.isEmpty()) {
            String first = Words.path(open.get(0));
            String type = fields.typeThatMayLack(open.get(0).names()).orElseThrow();
            String message = "This is also true for events without `" + first + "`, as `" + type + "` events may be.";
            String exist = open.stream()
                    .map(path -> " and " + Words.path(path) + " exists")
                    .distinct()
                    .collect(Collectors.joining());
            Fix fix = new Fix(
                    open.size() == 1 ? "Ask for the field" : "Ask for the fields",
                    not.span().start(),
                    not.span().end(),
                    "(" + warnings.words(not.span()) + exist + ")");
            warnings.at(not.span(), "true-when-missing", message, List.of(fix));
        }
    }

    private boolean mayBeMissing(Path path) {
        return path.root() == Path.Root.DATA
                && !path.steps().isEmpty()
                && fields.knows(path.names())
                && !guarded.contains(path)
                && fields.typeThatMayLack(path.names()).isPresent();
    }

    @Override
    public Boolean quantified(Expr.Quantified quantified) {
        return true;
    }
}
