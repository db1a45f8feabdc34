package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;

/** Compiles the relation between two operands to a test of the left one's values. */
final class Relations {

    private final KnownTimes times;

    Relations(KnownTimes times) {
        this.times = times;
    }

    /** A test of one value of {@code left}: does it stand in that relation to any value of {@code right}? */
    ValueTest test(Operand left, Check.Relation relation, Operand right) {
        Source values = Sources.of(right).scalars();
        boolean leftInstant = isInstant(left);
        boolean rightInstant = isInstant(right);
        if (leftInstant || rightInstant || (times.isTime(right) && times.isTime(left))) {
            boolean leftTime = leftInstant || times.isTime(left);
            boolean rightTime = rightInstant || times.isTime(right);
            return (event, it, value) -> values.any(
                    event,
                    it,
                    (e, i, other) -> Comparisons.holds(
                            Comparisons.seconds(value, leftTime), relation, Comparisons.seconds(other, rightTime)));
        }
        if (isCaseless(left) || isCaseless(right)) {
            return (event, it, value) -> values.any(
                    event,
                    it,
                    (e, i, other) -> Comparisons.holds(Comparisons.folded(value), relation, Comparisons.folded(other)));
        }
        return (event, it, value) -> values.any(event, it, (e, i, other) -> Comparisons.holds(value, relation, other));
    }

    static boolean isCaseless(Operand operand) {
        return operand instanceof Literal.Text text && text.caseless();
    }

    private static boolean isInstant(Operand operand) {
        return operand instanceof Literal.Time || operand instanceof Literal.Now;
    }
}
