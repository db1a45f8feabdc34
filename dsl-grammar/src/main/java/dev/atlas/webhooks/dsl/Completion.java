package dev.atlas.webhooks.dsl;

/**
 * One thing that could be typed.
 *
 * @param label       what the list shows
 * @param insert      what replaces the text from {@code start} to {@code end} (UTF-16 units, end excluded)
 * @param description what it is, in a few words; may be empty
 */
public record Completion(Kind kind, String label, String insert, int start, int end, String description) {

    /** What is offered, for the icon in the list. */
    public enum Kind {
        FIELD,
        OPERATOR,
        WORD,
        VALUE,
        TAG,
        EVENT_TYPE
    }
}
