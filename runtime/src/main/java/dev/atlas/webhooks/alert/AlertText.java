package dev.atlas.webhooks.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert in words, the same for the text and the HTML template.
 *
 * @param paragraphs what happened and what to do about it
 * @param facts name and value, in the order shown
 * @param excerpt what the endpoint answered; null when it answered nothing
 * @param action where to do something about it; null when the address of the pages is not known
 */
public record AlertText(
        String headline,
        List<String> paragraphs,
        List<Fact> facts,
        @Nullable String excerpt,
        @Nullable Action action,
        String footer) {
    public AlertText {
        headline = Mail.oneLine(headline);
        paragraphs = List.copyOf(paragraphs);
        facts = List.copyOf(facts);
    }

    /** One line of the table. */
    public record Fact(String name, String value) {
        public Fact {
            value = Mail.oneLine(value);
        }

        /** The name as the first column of a table in plain text. */
        public String paddedName() {
            return "%-16s".formatted(name + ":");
        }
    }

    /** A link and what it does. */
    public record Action(String label, String url) {}
}
