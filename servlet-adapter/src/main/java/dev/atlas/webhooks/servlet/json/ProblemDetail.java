package dev.atlas.webhooks.servlet.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atlas.webhooks.event.Problem;
import java.util.List;

/**
 * The body of every answer that is not a success (RFC 9457).
 *
 * @param type a name for programs to branch on; {@code about:blank} where the status says it all
 * @param title the same for every problem of the type
 * @param detail what happened this time, and what is allowed
 * @param errors each thing wrong with the input, if that is the matter
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record ProblemDetail(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem> errors) {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public ProblemDetail {
        errors = List.copyOf(errors);
    }

    static ProblemDetail named(String name, String title, int status, String detail, List<Problem> errors) {
        return new ProblemDetail("urn:atlas-webhooks:problem:" + name, title, status, detail, errors);
    }

    static ProblemDetail ofStatus(String title, int status, String detail) {
        return new ProblemDetail("about:blank", title, status, detail, List.of());
    }
}
