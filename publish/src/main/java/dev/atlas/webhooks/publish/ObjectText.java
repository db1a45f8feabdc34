package dev.atlas.webhooks.publish;

/**
 * Looks whether a text can be one JSON object, as far as that shows without a JSON library: its brackets and strings
 * must close where it ends. What is inside is judged by the product when it reads the outbox.
 */
final class ObjectText {
    /** Deepest nesting of an event's data. */
    static final int MAX_DEPTH = 64;

    private ObjectText() {}

    /**
     * The text without white space around it.
     *
     * @param name what the text is called in messages
     * @throws IllegalArgumentException when it is not one object, or has half a surrogate pair
     */
    static String checked(String name, String json) {
        String text = json.strip();
        if (!text.startsWith("{")) {
            throw new IllegalArgumentException(
                    name + " is the JSON text of an object and begins with {, not with '" + start(text) + "'");
        }
        int end = endOfObject(name, text);
        if (end != text.length()) {
            throw new IllegalArgumentException(name + " is one JSON object, but "
                    + (end < 0
                            ? "it does not close: a bracket or a quote is missing"
                            : "there is more text after its closing } at index " + (end - 1)));
        }
        return text;
    }

    private static String start(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "…" : text;
    }

    /** The index after the object's closing bracket, or -1 when there is none. */
    private static int endOfObject(String name, String text) {
        boolean inString = false;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHalfACharacter(text, i)) {
                throw new IllegalArgumentException(
                        "%s has half a surrogate pair at index %d; write it as \\u%04x".formatted(name, i, (int) c));
            }
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    static boolean isHalfACharacter(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
