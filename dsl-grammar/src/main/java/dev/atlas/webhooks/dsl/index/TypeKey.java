package dev.atlas.webhooks.dsl.index;

import java.util.List;

/** The event types that an entry of the index is for. */
record TypeKey(Form form, String text) {

    enum Form {
        EXACT,
        PREFIX,
        ANY
    }

    static final TypeKey ANY = new TypeKey(Form.ANY, "");

    static TypeKey exact(String type) {
        return new TypeKey(Form.EXACT, type);
    }

    /** What a rule's patterns say: exact, {@code prefix.*} or {@code *}. */
    static List<TypeKey> of(List<String> patterns) {
        if (patterns.contains("*")) {
            return List.of(ANY);
        }
        return patterns.stream()
                .distinct()
                .map(pattern -> pattern.endsWith(".*")
                        ? new TypeKey(Form.PREFIX, pattern.substring(0, pattern.length() - 1))
                        : exact(pattern))
                .toList();
    }

    boolean takes(String type) {
        return switch (form) {
            case EXACT -> type.equals(text);
            case PREFIX -> type.startsWith(text);
            case ANY -> true;
        };
    }
}
