package dev.atlas.webhooks.publish;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JDK values as JSON (RFC 8259), so that this jar needs no JSON library. Numbers are written with all their
 * digits; half a surrogate pair, which UTF-8 cannot carry, is written as an escape.
 */
final class JsonText {
    private static final int MAX_DEPTH = ObjectText.MAX_DEPTH;

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String of(String text) {
        JsonText json = new JsonText();
        json.string(text);
        return json.out.toString();
    }

    /**
     * The JSON of a value.
     *
     * @param name what the value is called in messages; its parts are named by path, such as {@code data/deal/owner}
     * @throws IllegalArgumentException when it holds something that has no JSON, or nests deeper than 64
     */
    static String of(String name, Object value) {
        JsonText json = new JsonText();
        json.value(value, name, 0);
        return json.out.toString();
    }

    private void value(@Nullable Object value, String path, int depth) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof String text) {
            string(text);
        } else if (value instanceof Number number) {
            number(number, path);
        } else if (value instanceof Map<?, ?> members) {
            object(members, path, deeper(depth, path));
        } else if (value instanceof Collection<?> elements) {
            array(elements, path, deeper(depth, path));
        } else {
            throw new IllegalArgumentException(path + " is a "
                    + value.getClass().getName() + "; allowed are Map, Collection, String, Number, Boolean and null");
        }
    }

    private static int deeper(int depth, String path) {
        if (depth == MAX_DEPTH) {
            String start = path.length() > 60 ? path.substring(0, 60) + "…" : path;
            throw new IllegalArgumentException(start + " nests deeper than " + MAX_DEPTH + " levels");
        }
        return depth + 1;
    }

    private void object(Map<?, ?> members, String path, int depth) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                throw new IllegalArgumentException(path + " has a key that is no String: " + member.getKey());
            }
            out.append(separator);
            string(name);
            out.append(':');
            value(member.getValue(), path + '/' + name, depth);
            separator = ",";
        }
        out.append('}');
    }

    private void array(Collection<?> elements, String path, int depth) {
        out.append('[');
        int index = 0;
        for (Object element : elements) {
            if (index > 0) {
                out.append(',');
            }
            value(element, path + '/' + index, depth);
            index++;
        }
        out.append(']');
    }

    private void number(Number number, String path) {
        boolean whole = number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger;
        boolean finite = number instanceof BigDecimal
                || ((number instanceof Double || number instanceof Float) && Double.isFinite(number.doubleValue()));
        if (!whole && !finite) {
            throw new IllegalArgumentException(
                    path + " is " + number + " (" + number.getClass().getName()
                            + "); allowed are finite numbers: Integer, Long, BigInteger, BigDecimal, Double and the like");
        }
        out.append(number);
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || ObjectText.isHalfACharacter(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
