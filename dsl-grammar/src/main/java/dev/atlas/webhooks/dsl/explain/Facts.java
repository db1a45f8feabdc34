package dev.atlas.webhooks.dsl.explain;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.eval.Evaluation;
import dev.atlas.webhooks.dsl.format.FilterFormat;
import dev.atlas.webhooks.dsl.format.Words;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one test found on an event.
 *
 * @param actual the value that it looked at
 * @param why    the value, and what the test asks for: {@code deal.value was 9,800 (needs > 10,000)}
 */
record Facts(String actual, String why) {

    /** Whether the expression is one test, so that {@code not} around it is one as well. */
    static boolean isSingle(Expr expr) {
        return !(expr instanceof Expr.And
                || expr instanceof Expr.Or
                || expr instanceof Expr.Not
                || expr instanceof Expr.Quantified);
    }

    static Facts about(Expr expr, Evaluation evaluation) {
        Expr single = expr instanceof Expr.Not not ? not.operand() : expr;
        if (single instanceof Expr.Test test) {
            return test(expr, test, evaluation);
        } else if (single instanceof Expr.Labelled labelled) {
            return labelled(expr != single, labelled, evaluation);
        } else if (single instanceof Expr.Changed changed) {
            return change(expr, changed.path(), evaluation);
        } else if (single instanceof Expr.Moved moved) {
            return change(expr, moved.path(), evaluation);
        }
        return new Facts("", "nothing is asked for");
    }

    private static Facts test(Expr whole, Expr.Test test, Evaluation evaluation) {
        String subject = Words.operand(test.subject());
        List<Value> values = evaluation.values(test.subject());
        String actual = evaluation.isTime(test.subject()) ? Shown.times(values) : Shown.values(values);
        String line = FilterFormat.line(whole);
        String needs = line.startsWith(subject + " ")
                ? line.substring(subject.length() + 1)
                : "not" + line.substring(4 + subject.length());
        if (test.check() instanceof Check.Compare compare
                && compare.right() instanceof Literal.Num num
                && whole == test) {
            needs = compare.relation().sign() + " " + Shown.number(num.amount());
        } else if (test.check() instanceof Check.Compare compare && compare.right() instanceof Path right) {
            needs += ", which was " + Shown.values(evaluation.values(right));
        }
        boolean fixed = test.subject() instanceof Literal;
        String verb = fixed ? " is fixed" : actual.equals(Shown.MISSING) ? " is missing" : " was " + actual;
        return new Facts(actual, subject + verb + " (needs " + needs + ")");
    }

    private static Facts labelled(boolean negated, Expr.Labelled labelled, Evaluation evaluation) {
        boolean tags = labelled.label() == Expr.Label.TAG;
        List<String> found =
                tags ? evaluation.event().tags() : List.of(evaluation.event().type());
        String actual = found.isEmpty() ? "none" : String.join(", ", found);
        String wanted = labelled.patterns().stream().map(Words::label).collect(Collectors.joining(" or "));
        String subject = tags
                ? found.isEmpty() ? "the event has no tags" : "the tags were " + Shown.cut(actual)
                : "the type was " + actual;
        return new Facts(actual, subject + " (needs " + (negated ? "not " : "") + wanted + ")");
    }

    private static Facts change(Expr whole, Path path, Evaluation evaluation) {
        String subject = Words.path(path);
        String now = Shown.values(evaluation.values(path));
        Operand earlier = new Path(Path.Root.PREVIOUS, path.steps(), path.span());
        String before = Shown.values(evaluation.values(earlier));
        String line = FilterFormat.line(whole);
        String needs = line.startsWith(subject)
                ? line.substring(subject.length() + 1)
                : "not " + line.substring(5 + subject.length());
        String found = before.equals(Shown.MISSING)
                ? subject + " did not change and is " + now
                : subject + " was " + before + " before and is " + now + " now";
        return new Facts(now, found + " (needs " + needs + ")");
    }

    static Facts aboutElements(Expr.Quantified quantified, Evaluation evaluation, int passed, int all) {
        String path = Words.path(quantified.path());
        boolean isArray = evaluation.values(quantified.path()).stream().anyMatch(Value.Arr.class::isInstance);
        if (!isArray) {
            String actual = Shown.values(evaluation.values(quantified.path()));
            return new Facts(actual, path + (actual.equals(Shown.MISSING) ? " is missing" : " is no array"));
        }
        String count = passed + " of " + all;
        return new Facts(count, count + (all == 1 ? " element of " : " elements of ") + path + " passed");
    }
}
