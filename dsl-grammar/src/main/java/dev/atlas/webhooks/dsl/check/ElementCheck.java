package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.ExprWalk;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.format.FilterFormat;
import dev.atlas.webhooks.dsl.format.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warns where two conditions on one array look as if they were about one element. */
final class ElementCheck extends ExprWalk {

    private final KnownFields fields;
    private final Warnings warnings;

    ElementCheck(KnownFields fields, Warnings warnings) {
        this.fields = fields;
        this.warnings = warnings;
    }

    @Override
    public Boolean and(Expr.And and) {
        List<Expr> operands = and.operands();
        for (int i = 0; i < operands.size(); i++) {
            Optional<List<String>> array = array(operands.get(i));
            List<Expr> together = new ArrayList<>();
            for (Expr other : operands.subList(i, operands.size())) {
                if (array.isPresent() && array(other).equals(array)) {
                    together.add(other);
                }
            }
            if (together.size() > 1) {
                separate(and, together, array.orElseThrow());
                return super.and(and);
            }
        }
        return super.and(and);
    }

    private void separate(Expr.And and, List<Expr> together, List<String> array) {
        String name = Words.path(array);
        Expr any = new Expr.Quantified(
                Expr.Quantifier.ANY,
                path(array),
                new Expr.And(
                        together.stream()
                                .map(test -> inside((Expr.Test) test, array))
                                .toList(),
                        and.span()),
                and.span());
        List<Expr> operands = new ArrayList<>();
        for (Expr operand : and.operands()) {
            if (operand == together.get(0)) {
                operands.add(any);
            } else if (together.stream().noneMatch(test -> test == operand)) {
                operands.add(operand);
            }
        }
        Expr whole = operands.size() == 1 ? any : new Expr.And(operands, and.span());
        Span span = new Span(
                together.get(0).span().start(),
                together.get(together.size() - 1).span().end());
        String message = "Different elements of `" + name
                + "` may meet these conditions. For one element that meets all, write any(" + name + ", …).";
        warnings.at(
                span,
                "separate-elements",
                message,
                List.of(new Fix(
                        "Ask for one element", and.span().start(), and.span().end(), FilterFormat.line(whole))));
    }

    /** The array of objects whose elements the test looks into. */
    private Optional<List<String>> array(Expr expr) {
        if (expr instanceof Expr.Test test
                && test.subject() instanceof Path path
                && path.root() == Path.Root.DATA
                && path.steps().size() == path.names().size()) {
            return fields.arrayOf(path.names())
                    .filter(array -> array.size() < path.names().size());
        }
        return Optional.empty();
    }

    private static Expr inside(Expr.Test test, List<String> array) {
        Path path = (Path) test.subject();
        Path it = new Path(
                Path.Root.IT, path.steps().subList(array.size(), path.steps().size()), path.span());
        return new Expr.Test(it, test.check(), test.span());
    }

    private static Path path(List<String> keys) {
        return new Path(
                Path.Root.DATA, keys.stream().<Path.Step>map(Path.Member::new).toList(), Span.NOWHERE);
    }
}
