package dev.atlas.webhooks.attempt;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One header field of a request or a response (RFC 9110 section 5).
 *
 * @param name a token, in the spelling in which it was, or will be, sent
 * @param value the value; no control characters but the tab, so that it cannot smuggle in another header
 */
public record Header(String name, String value) {

    private static final String MARKS = "!#$%&'*+.^_`|~-";
    private static final char DELETE = 0x7F;
    private static final Pattern NOT_TOKEN = Pattern.compile("[^A-Za-z0-9!#$%&'*+.^_`|~-]");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");

    /** @throws IllegalArgumentException when the name is not a token or the value holds a control character */
    public Header {
        if (!isToken(name)) {
            throw new IllegalArgumentException(
                    "'%s' is not a header name; allowed are letters, digits and !#$%%&'*+.^_`|~-".formatted(name));
        }
        if (holdsControl(value)) {
            throw new IllegalArgumentException("the value of header '" + name
                    + "' holds a line break or another control character; only printable text is allowed");
        }
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean holdsControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == DELETE) {
                return true;
            }
        }
        return false;
    }

    /** As an endpoint sent it: what is not allowed becomes {@code '_'} in the name and a space in the value. */
    public static Header received(String name, @Nullable String value) {
        return new Header(
                name.isEmpty() ? "_" : NOT_TOKEN.matcher(name).replaceAll("_"),
                value == null ? "" : CONTROL.matcher(value).replaceAll(" "));
    }
}
