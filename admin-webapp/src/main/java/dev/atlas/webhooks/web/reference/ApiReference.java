package dev.atlas.webhooks.web.reference;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The API as the page shows it.
 *
 * @param groups operations by what they work on
 * @param schemas what bodies look like, by name
 */
public record ApiReference(
        Prose description, SortedMap<String, List<Operation>> groups, SortedMap<String, Schema> schemas) {

    /** One operation; {@code body} is an example of what is sent, null for none. */
    public record Operation(
            String id,
            String verb,
            String path,
            String summary,
            Prose description,
            List<Field> parameters,
            @Nullable Form request,
            @Nullable String body,
            List<Answer> answers) {}

    /** A parameter, or a member of an object. */
    public record Field(String name, String place, boolean required, Form form, Prose description) {}

    /** An answer of an operation; {@code form} is null when it has no body. */
    public record Answer(String status, Prose description, @Nullable Form form) {
        /** Whether it says that all went well. */
        public boolean good() {
            return status.startsWith("2");
        }
    }

    /** What a value looks like: words, and the name of the schema that says the rest; null for none. */
    public record Form(String words, @Nullable String schema) {}

    /** An object of the API. */
    public record Schema(Prose description, List<Field> fields) {}
}
