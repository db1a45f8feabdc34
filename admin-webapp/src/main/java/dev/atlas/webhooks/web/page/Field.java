package dev.atlas.webhooks.web.page;

import org.jspecify.annotations.Nullable;

/**
 * One input of a form as it is shown: what was typed, and the server's objection to it.
 *
 * @param name of the form parameter
 * @param value what was typed, or what is stored
 * @param error in plain words, or null
 */
public record Field(String name, String value, @Nullable String error) {

    public String id() {
        return "field-" + name;
    }

    /** For {@code aria-invalid}: present only when there is an error. */
    public @Nullable String invalid() {
        return error == null ? null : "true";
    }

    /** For {@code aria-describedby}: the notes below the input that exist. */
    public @Nullable String describedBy(@Nullable String hint) {
        String ofHint = hint == null ? "" : id() + "-hint";
        String ofError = error == null ? "" : id() + "-error";
        String both = (ofError + " " + ofHint).strip();
        return both.isEmpty() ? null : both;
    }
}
