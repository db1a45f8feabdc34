package dev.atlas.webhooks.dsl.explain;

import dev.atlas.webhooks.dsl.format.Words;
import dev.atlas.webhooks.dsl.value.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Shows values of events in a sentence: short, and numbers easy to read. */
final class Shown {

    static final String MISSING = "missing";

    private static final int LONGEST = 60;
    private static final int MOST = 3;
    /** The last second of the year 9999. */
    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_800L);

    private Shown() {}

    static String values(List<Value> values) {
        String shown = values.stream().limit(MOST).map(Shown::value).collect(Collectors.joining(", "));
        return values.isEmpty() ? MISSING : values.size() > MOST ? shown + ", …" : shown;
    }

    /** Values of a field whose numbers are Unix seconds, which are shown as instants. */
    static String times(List<Value> values) {
        return values(values.stream().map(Shown::time).toList());
    }

    private static Value time(Value value) {
        boolean shown = value instanceof Value.Num num
                && num.amount().abs().compareTo(LATEST) < 0
                && num.amount().stripTrailingZeros().scale() <= 0;
        return shown
                ? new Value.Text(
                        Instant.ofEpochSecond(((Value.Num) value).amount().longValueExact())
                                .toString())
                : value;
    }

    static String value(Value value) {
        if (value instanceof Value.Text text) {
            return Words.text(cut(text.text()));
        } else if (value instanceof Value.Num num) {
            return number(num.amount());
        } else if (value instanceof Value.Huge huge) {
            return cut(huge.digits());
        } else if (value instanceof Value.Bool bool) {
            return String.valueOf(bool.truth());
        } else if (value instanceof Value.Arr array) {
            return array.elements().isEmpty() ? "[]" : "[" + values(array.elements()) + "]";
        } else if (value instanceof Value.Obj object) {
            return object.members().isEmpty() ? "{}" : "an object";
        }
        return value == Value.Absent.NULL ? "null" : MISSING;
    }

    /** A number with its thousands set off by commas. */
    static String number(BigDecimal amount) {
        if (amount.precision() > LONGEST || Math.abs((long) amount.scale()) > LONGEST) {
            return cut(amount.toString());
        }
        String plain = amount.toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        return whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",") + (point < 0 ? "" : plain.substring(point));
    }

    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }
}
