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

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern NOT_TOKEN = Pattern.compile("[^A-Za-z0-9!#$%&'*+.^_`|~-]");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");

    /** @throws IllegalArgumentException when the name is not a token or the value holds a control character */
    public Header {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a header name; allowed are letters, digits and !#$%%&'*+.^_`|~-".formatted(name));
        }
        if (CONTROL.matcher(value).find()) {
            throw new IllegalArgumentException("the value of header '" + name
                    + "' holds a line break or another control character; only printable text is allowed");
        }
    }

    /** As an endpoint sent it: what is not allowed becomes {@code '_'} in the name and a space in the value. */
    public static Header received(String name, @Nullable String value) {
        return new Header(
                name.isEmpty() ? "_" : NOT_TOKEN.matcher(name).replaceAll("_"),
                value == null ? "" : CONTROL.matcher(value).replaceAll(" "));
    }
}
