package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.value.Texts;
import dev.atlas.webhooks.dsl.value.Times;
import dev.atlas.webhooks.dsl.value.Value;

/** How two values compare. What cannot be compared stands in no relation. */
final class Comparisons {

    private Comparisons() {}

    /** Whether {@code left relation right} holds. */
    static boolean holds(Value left, Check.Relation relation, Value right) {
        if (left instanceof Value.Num a && right instanceof Value.Num b) {
            return relation.holds(a.amount().compareTo(b.amount()));
        }
        if (isTestable(left) && isTestable(right)) {
            return relation.holds(Texts.compare(((Value.Text) left).text(), ((Value.Text) right).text()));
        }
        return relation == Check.Relation.EQUAL
                && left instanceof Value.Bool a
                && right instanceof Value.Bool b
                && a.truth() == b.truth();
    }

    /** Whether the value is a text that tests may read: longer ones count as a value of the wrong type. */
    static boolean isTestable(Value value) {
        return value instanceof Value.Text text && text.text().length() <= Texts.MAX_TESTED;
    }

    /** The text without its case; any other value unchanged. */
    static Value folded(Value value) {
        return isTestable(value) ? new Value.Text(Texts.fold(((Value.Text) value).text())) : value;
    }

    /** The instant as Unix seconds, MISSING if the value names none. Only a field known as a time may be a number. */
    static Value seconds(Value value, boolean knownTime) {
        if (value instanceof Value.Text text) {
            return Times.parse(text.text())
                    .<Value>map(instant -> new Value.Num(Times.unixSeconds(instant)))
                    .orElse(Value.Absent.MISSING);
        }
        return knownTime && value instanceof Value.Num ? value : Value.Absent.MISSING;
    }
}
