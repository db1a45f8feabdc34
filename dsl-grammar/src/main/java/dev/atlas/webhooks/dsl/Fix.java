package dev.atlas.webhooks.dsl;

/**
 * One edit that an editor can offer: replace the text from {@code start} to {@code end} (UTF-16 units, end excluded).
 *
 * @param title what the edit does, as the label of a button
 */
public record Fix(String title, int start, int end, String replacement) {
    public Fix {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no edit from " + start + " to " + end);
        }
    }

    /** The whole text after the edit. */
    public String applyTo(String text) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}
