package dev.atlas.webhooks.admin;

/** What frameworks and editors do to a body before it is verified, undone. */
enum BodyChange {
    NONE(""),
    NEWLINE_ADDED("a line break was added at its end"),
    WINDOWS_LINES("its line breaks were changed"),
    INDENTED("it was parsed and written again, with other spaces: verify the bytes of the request before any parsing"),
    ESCAPED("characters beyond ASCII were written as \\u escapes");

    private final String words;

    BodyChange(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    String undo(String body) {
        return switch (this) {
            case NONE -> body;
            case NEWLINE_ADDED -> body.replaceFirst("\\R+\\z", "");
            case WINDOWS_LINES -> body.replace("\r\n", "\n");
            case INDENTED -> withoutSpaces(body);
            case ESCAPED -> unescaped(body);
        };
    }

    private static String withoutSpaces(String json) {
        StringBuilder out = new StringBuilder(json.length());
        boolean inText = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inText && c == '\\' && i + 1 < json.length()) {
                out.append(c).append(json.charAt(++i));
                continue;
            }
            inText ^= c == '"';
            if (inText || !Character.isWhitespace(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String unescaped(String json) {
        StringBuilder out = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            boolean escape = json.startsWith("\\u", i) && i + 6 <= json.length();
            String digits = escape ? json.substring(i + 2, i + 6) : "";
            if (digits.matches("[0-9a-fA-F]{4}") && Integer.parseInt(digits, 16) > 127) {
                out.append((char) Integer.parseInt(digits, 16));
                i += 5;
            } else {
                out.append(json.charAt(i));
            }
        }
        return withoutSpaces(out.toString());
    }
}
