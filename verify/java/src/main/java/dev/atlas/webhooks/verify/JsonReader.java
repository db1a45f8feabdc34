package dev.atlas.webhooks.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON (RFC 8259) strictly, so that this jar needs no library. */
final class JsonReader {
    /** An event nests 64 deep at most, in a body one deeper. */
    private static final int MAX_DEPTH = 128;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]{1,9})?");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    static Map<String, @Nullable Object> readObject(String text) throws MalformedException {
        JsonReader reader = new JsonReader(text);
        if (reader.next() != '{') {
            throw reader.malformed();
        }
        Map<String, @Nullable Object> members = reader.object();
        if (reader.next() != '\0' || reader.at < text.length()) {
            throw reader.malformed();
        }
        return members;
    }

    private @Nullable Object value() throws MalformedException {
        switch (next()) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            case 't':
                return word("true", true);
            case 'f':
                return word("false", false);
            case 'n':
                return word("null", null);
            default:
                return number();
        }
    }

    private Map<String, @Nullable Object> object() throws MalformedException {
        enter();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (boolean first = true; next() != '}'; first = false) {
            comma(first);
            if (next() != '"') {
                throw malformed();
            }
            String name = string();
            skip(':');
            members.put(name, value());
        }
        leave();
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array() throws MalformedException {
        enter();
        List<@Nullable Object> elements = new ArrayList<>();
        for (boolean first = true; next() != ']'; first = false) {
            comma(first);
            elements.add(value());
        }
        leave();
        return Collections.unmodifiableList(elements);
    }

    private void comma(boolean first) throws MalformedException {
        if (!first) {
            skip(',');
        }
    }

    private String string() throws MalformedException {
        at++;
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw malformed();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        throw malformed();
    }

    private char escaped() throws MalformedException {
        char c = at < text.length() ? text.charAt(at++) : '\0';
        if (c == 'u') {
            int code = 0;
            for (int end = at + 4; at < end; at++) {
                int digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
                if (digit < 0) {
                    throw malformed();
                }
                code = code << 4 | digit;
            }
            return (char) code;
        }
        int known = ESCAPES.indexOf(c);
        if (known < 0) {
            throw malformed();
        }
        return ESCAPED.charAt(known);
    }

    private BigDecimal number() throws MalformedException {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw malformed();
        }
        at = number.end();
        return new BigDecimal(number.group());
    }

    private @Nullable Object word(String word, @Nullable Object value) throws MalformedException {
        if (!text.startsWith(word, at)) {
            throw malformed();
        }
        at += word.length();
        return value;
    }

    private void enter() throws MalformedException {
        if (++depth > MAX_DEPTH) {
            throw malformed();
        }
        at++;
    }

    private void leave() {
        depth--;
        at++;
    }

    private void skip(char expected) throws MalformedException {
        if (next() != expected) {
            throw malformed();
        }
        at++;
    }

    /** The next character that is no white space, not yet taken; NUL at the end. */
    private char next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private MalformedException malformed() {
        return new MalformedException("unexpected at character " + at);
    }

    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message);
        }
    }
}
