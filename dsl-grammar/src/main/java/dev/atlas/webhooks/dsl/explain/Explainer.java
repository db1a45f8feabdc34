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

    private final String text;
    /** Whether a test says what the filter as a whole needs of it, which inside {@code not (…)} is the opposite. */
    private final boolean asNeeded;

    private Explainer(String text, boolean asNeeded) {
        this.text = text;
        this.asNeeded = asNeeded;
    }

    /** Why the filter, read from {@code text}, lets the event through or not. */
    public static Explanation explain(String text, Expr filter, EventView event, Catalogue catalogue) {
        Evaluation evaluation = Evaluation.of(event, catalogue);
        Explanation.Node tree = new Explainer(text, false).node(filter, evaluation, false);
        if (filter instanceof Expr.Always) {
            return new Explanation(true, "", "It matched because the filter is empty.", tree);
        }
        List<Explanation.Node> reasons = reasons(new Explainer(text, true).node(filter, evaluation, false));
        String shown =
                reasons.stream().limit(MAX_REASONS).map(Explanation.Node::why).collect(Collectors.joining(", and "));
        int more = reasons.size() - MAX_REASONS;
        String rest = more > 0 ? ", and for " + more + (more == 1 ? " more reason" : " more reasons") : "";
        String sentence = "It " + (tree.result() ? "matched" : "did not match") + " because " + shown + rest + ".";
        String decidedBy =
                reasons.size() == 1 ? reasons.get(0).text() : deciding(tree).text();
        return new Explanation(tree.result(), decidedBy, sentence, tree);
    }

    /** @param negated whether an odd number of {@code not (…)} stands around it */
    private Explanation.Node node(Expr expr, Evaluation evaluation, boolean negated) {
        if (expr instanceof Expr.And and) {
            return joined(expr, and.operands(), evaluation, negated, "all of these must be true");
        } else if (expr instanceof Expr.Or or) {
            return joined(expr, or.operands(), evaluation, negated, "one of these must be true");
        } else if (expr instanceof Expr.Quantified quantified) {
            return quantified(expr, quantified, evaluation);
        } else if (expr instanceof Expr.Not not && not.operand() instanceof Expr.Quantified quantified) {
            return quantified(expr, quantified, evaluation);
        } else if (expr instanceof Expr.Not not && !Facts.isSingle(not.operand())) {
            return joined(expr, List.of(not.operand()), evaluation, !negated, "this must not be true");
        }
        Facts facts = Facts.about(negated && asNeeded ? opposite(expr) : expr, evaluation);
        return node(expr, evaluation.test(expr), facts.actual(), facts.why(), List.of());
    }

    private static Expr opposite(Expr single) {
        return single instanceof Expr.Not not ? not.operand() : new Expr.Not(single, single.span());
    }

    private Explanation.Node joined(
            Expr expr, List<Expr> operands, Evaluation evaluation, boolean negated, String why) {
        List<Explanation.Node> children = operands.stream()
                .map(operand -> node(operand, evaluation, negated))
                .toList();
        return node(expr, evaluation.test(expr), null, why, children);
    }

    private Explanation.Node quantified(Expr expr, Expr.Quantified quantified, Evaluation evaluation) {
        List<Explanation.Node> elements = new ArrayList<>();
        int passed = 0;
        List<Evaluation> all = evaluation.elements(quantified.path());
        for (Evaluation element : all) {
            passed += element.test(quantified.body()) ? 1 : 0;
            if (elements.size() < MAX_ELEMENTS) {
                elements.add(node(quantified.body(), element, false));
            }
        }
        Facts facts = Facts.aboutElements(quantified, evaluation, passed, all.size());
        return node(expr, evaluation.test(expr), facts.actual(), facts.why(), elements);
    }

    private Explanation.Node node(
            Expr expr, boolean result, @Nullable String actual, String why, List<Explanation.Node> children) {
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
