package dev.atlas.webhooks.dsl.explain;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.Explanation;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.eval.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains the verdict of a filter on an event. Thread-safe. */
public final class Explainer {

    private static final int MAX_REASONS = 3;
    private static final int MAX_ELEMENTS = 10;

    private Explainer() {}

    /** Why the filter, read from {@code text}, lets the event through or not. */
    public static Explanation explain(String text, Expr filter, EventView event, Catalogue catalogue) {
        Explanation.Node tree = node(text, filter, Evaluation.of(event, catalogue));
        if (filter instanceof Expr.Always) {
            return new Explanation(true, "", "It matched because the filter is empty.", tree);
        }
        List<Explanation.Node> reasons = reasons(tree);
        String shown =
                reasons.stream().limit(MAX_REASONS).map(Explanation.Node::why).collect(Collectors.joining(", and "));
        int more = reasons.size() - MAX_REASONS;
        String rest = more > 0 ? ", and for " + more + (more == 1 ? " more reason" : " more reasons") : "";
        String sentence = "It " + (tree.result() ? "matched" : "did not match") + " because " + shown + rest + ".";
        String decidedBy =
                reasons.size() == 1 ? reasons.get(0).text() : deciding(tree).text();
        return new Explanation(tree.result(), decidedBy, sentence, tree);
    }

    private static Explanation.Node node(String text, Expr expr, Evaluation evaluation) {
        if (expr instanceof Expr.And and) {
            return joined(text, expr, and.operands(), evaluation, "all of these must be true");
        } else if (expr instanceof Expr.Or or) {
            return joined(text, expr, or.operands(), evaluation, "one of these must be true");
        } else if (expr instanceof Expr.Quantified quantified) {
            return quantified(text, expr, quantified, evaluation);
        } else if (expr instanceof Expr.Not not && not.operand() instanceof Expr.Quantified quantified) {
            return quantified(text, expr, quantified, evaluation);
        } else if (expr instanceof Expr.Not not && !Facts.isSingle(not.operand())) {
            return joined(text, expr, List.of(not.operand()), evaluation, "this must not be true");
        }
        Facts facts = Facts.about(expr, evaluation);
        return node(text, expr, evaluation.test(expr), facts.actual(), facts.why(), List.of());
    }

    private static Explanation.Node joined(
            String text, Expr expr, List<Expr> operands, Evaluation evaluation, String why) {
        List<Explanation.Node> children = operands.stream()
                .map(operand -> node(text, operand, evaluation))
                .toList();
        return node(text, expr, evaluation.test(expr), null, why, children);
    }

    private static Explanation.Node quantified(
            String text, Expr expr, Expr.Quantified quantified, Evaluation evaluation) {
        List<Explanation.Node> elements = new ArrayList<>();
        int passed = 0;
        List<Evaluation> all = evaluation.elements(quantified.path());
        for (Evaluation element : all) {
            passed += element.test(quantified.body()) ? 1 : 0;
            if (elements.size() < MAX_ELEMENTS) {
                elements.add(node(text, quantified.body(), element));
            }
        }
        Facts facts = Facts.aboutElements(quantified, evaluation, passed, all.size());
        return node(text, expr, evaluation.test(expr), facts.actual(), facts.why(), elements);
    }

    private static Explanation.Node node(
            String text,
            Expr expr,
            boolean result,
            @Nullable String actual,
            String why,
            List<Explanation.Node> children) {
        int start = expr.span().start();
        return new Explanation.Node(expr.span().of(text), start, expr.span().end(), result, actual, why, children);
    }

    /** The single tests that settled the verdict: of {@code and} the false ones, or all; of {@code or} the true ones, or all. */
    private static List<Explanation.Node> reasons(Explanation.Node node) {
        if (node.actual() != null || node.children().isEmpty()) {
            return List.of(node);
        }
        if (node.children().size() == 1) {
            return reasons(node.children().get(0));
        }
        List<Explanation.Node> agreeing = node.children().stream()
                .filter(child -> child.result() == node.result())
                .toList();
        return agreeing.stream().flatMap(child -> reasons(child).stream()).toList();
    }

    private static Explanation.Node deciding(Explanation.Node node) {
        List<Explanation.Node> agreeing = node.children().stream()
                .filter(child -> child.result() == node.result())
                .toList();
        return node.actual() == null && agreeing.size() == 1 && node.children().size() > 1
                ? deciding(agreeing.get(0))
                : node;
    }
}
