package dev.atlas.webhooks.endpoint;

import java.util.regex.Pattern;

/**
 * Which types of events an endpoint wants: an exact type, {@code prefix.*} (any depth below) or {@code *}.
 *
 * @param text as it was written
 */
public record EventTypePattern(String text) {
    private static final Pattern FORM = Pattern.compile("\\*|[a-z0-9_]+(\\.[a-z0-9_]+)*(\\.\\*)?");
    private static final int MAX_LENGTH = 100;

    public EventTypePattern {
        if (!isValid(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a pattern of event types");
        }
    }

    /** Whether the text is a pattern. */
    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /** Whether a type is among those meant. */
    public boolean matches(String type) {
        if (text.equals("*")) {
            return true;
        }
        if (text.endsWith(".*")) {
            return type.startsWith(text.substring(0, text.length() - 1));
        }
        return type.equals(text);
    }
}
