package dev.atlas.webhooks.web.endpoint;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.EndpointRules;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointSpec;
import dev.atlas.webhooks.endpoint.SignatureMode;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.web.filter.Patterns;
import dev.atlas.webhooks.web.page.Field;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of an endpoint: the texts of its inputs, kept exactly as typed, and the objections to them. Immutable.
 *
 * @param values text by input
 * @param errors plain words by input; an empty name stands for the form as a whole
 */
public record EndpointForm(Map<String, String> values, Map<String, String> errors) {
    private static final String TAG = "tag";
    private static final List<String> INPUTS = List.of(
            "url",
            "description",
            "owner_email",
            "event_types",
            "filter",
            "signature",
            "headers",
            "rate_limit",
            "timeout_ms");

    public EndpointForm {
        values = Map.copyOf(values);
        errors = Map.copyOf(errors);
    }

    static EndpointForm ofNothing() {
        return new EndpointForm(Map.of("event_types", "*", "signature", "atlas", "timeout_ms", "10000"), Map.of());
    }

    /** As it is stored, with the tag by which a later save knows whether somebody else was faster. */
    static EndpointForm of(EndpointView stored) {
        EndpointForm form = of(stored.endpoint().spec());
        Map<String, String> values = new TreeMap<>(form.values);
        values.put(TAG, stored.tag());
        return new EndpointForm(values, Map.of());
    }

    private static EndpointForm of(EndpointSpec stored) {
        Map<String, String> values = new TreeMap<>();
        values.put("url", stored.url().toString());
        values.put("description", stored.description());
        values.put("owner_email", Objects.requireNonNullElse(stored.ownerEmail(), ""));
        values.put("event_types", String.join(", ", stored.eventTypes()));
        values.put("filter", stored.filter());
        values.put("serialize", stored.serialize() ? "true" : "");
        values.put("signature", stored.signature().word());
        values.put("headers", String.join("\n", shown(stored)));
        values.put("rate_limit", Objects.toString(stored.rateLimit(), ""));
        values.put("timeout_ms", Long.toString(stored.timeout().toMillis()));
        return new EndpointForm(values, Map.of());
    }

    static EndpointForm of(MultivaluedMap<String, String> sent) {
        return new EndpointForm(
                sent.keySet().stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> Objects.requireNonNullElse(sent.getFirst(name), ""))),
                Map.of());
    }

    /** The same form with the server's objections at the inputs that they are about. */
    EndpointForm with(List<Problem> problems) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Problem problem : problems) {
            String[] pointer = problem.pointer().split("/", 3);
            String input = pointer.length > 1 && INPUTS.contains(pointer[1]) ? pointer[1] : "";
            String member = pointer.length > 2 && input.equals("headers") ? pointer[2] + ": " : "";
            found.merge(input, member + problem.detail(), (first, second) -> first + "\n" + second);
        }
        return new EndpointForm(values, found);
    }

    /** The same texts beside what somebody else has saved meanwhile; to save once more then means to overwrite it. */
    EndpointForm beside(EndpointView saved) {
        EndpointForm theirs = of(saved);
        Map<String, String> found = new LinkedHashMap<>();
        for (String input : INPUTS) {
            if (!value(input).strip().equals(theirs.value(input).strip())) {
                String text = theirs.value(input);
                found.put(input, "Meanwhile saved by somebody else: " + (text.isEmpty() ? "nothing" : text));
            }
        }
        found.put(
                "",
                "Somebody else has saved this endpoint since you opened it. What differs from your text is shown at"
                        + " its field; saving once more overwrites it.");
        Map<String, String> mine = new TreeMap<>(values);
        mine.put(TAG, saved.tag());
        return new EndpointForm(mine, found);
    }

    public String tag() {
        return value(TAG);
    }

    public Field field(String name) {
        return new Field(name, value(name), errors.get(name));
    }

    /** An objection that no single input is to blame for. */
    public @Nullable String error() {
        return errors.get("");
    }

    public boolean serialize() {
        return !value("serialize").isEmpty();
    }

    public boolean signedWith(SignatureMode mode) {
        return value("signature").equals(mode.word());
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * What the services are asked for.
     *
     * @param stored the endpoint that is changed; null for a new one
     * @param problems gets what cannot even be asked for
     */
    EndpointInput input(@Nullable Endpoint stored, List<Problem> problems) {
        return new EndpointInput(
                value("url").strip(),
                value("description").strip(),
                value("owner_email").strip(),
                Patterns.of(value("event_types")),
                value("filter"),
                serialize(),
                value("signature"),
                stored != null && sameHeaders(stored) ? null : headers(problems),
                number("rate_limit", problems),
                number("timeout_ms", problems));
    }

    /** Whether the form shows them as they are; it shows none where they cannot be decrypted. */
    private boolean sameHeaders(Endpoint stored) {
        return value("headers").strip().lines().toList().equals(shown(stored.spec()));
    }

    private static List<String> shown(EndpointSpec stored) {
        return stored.headers().keySet().stream()
                .map(name -> name + ": " + EndpointRules.MASK)
                .toList();
    }

    private Map<String, String> headers(List<Problem> problems) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : value("headers")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                problems.add(new Problem("/headers", "'" + line + "' is not of the form Name: value"));
                continue;
            }
            headers.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** A number, or 0 for an empty input. */
    private int number(String name, List<Problem> problems) {
        String text = value(name).strip();
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            problems.add(new Problem("/" + name, "must be a whole number; '" + text + "' is not"));
            return 0;
        }
    }
}
