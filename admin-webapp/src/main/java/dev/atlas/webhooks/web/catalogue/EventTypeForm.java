package dev.atlas.webhooks.web.catalogue;

import dev.atlas.webhooks.admin.EventTypeInput;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.web.page.Field;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of an event type: the texts of its inputs, kept exactly as typed, and the objections to them. Immutable.
 *
 * @param values text by input
 * @param errors plain words by input; an empty name stands for the form as a whole
 */
public record EventTypeForm(Map<String, String> values, Map<String, String> errors) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> INPUTS = List.of("name", "description", "schema", "sample");

    public EventTypeForm {
        values = Map.copyOf(values);
        errors = Map.copyOf(errors);
    }

    static EventTypeForm ofNothing() {
        return new EventTypeForm(Map.of(), Map.of());
    }

    static EventTypeForm of(EventType type) {
        String previous = type.sample().previous();
        String sample =
                "{\"data\":" + type.sample().data() + (previous == null ? "" : ",\"previous\":" + previous) + "}";
        return new EventTypeForm(
                Map.of(
                        "name", type.name(),
                        "description", type.description(),
                        "schema", Objects.requireNonNullElse(type.schema(), ""),
                        "sample", sample),
                Map.of());
    }

    static EventTypeForm of(MultivaluedMap<String, String> sent) {
        Map<String, String> values = new HashMap<>();
        for (String input : INPUTS) {
            values.put(input, Objects.requireNonNullElse(sent.getFirst(input), ""));
        }
        return new EventTypeForm(values, Map.of());
    }

    /** What cannot even be asked for: a text that is no JSON object. */
    List<Problem> problems() {
        return Stream.of("schema", "sample")
                .filter(input -> !value(input).isBlank() && !isObject(value(input)))
                .map(input -> new Problem("/" + input, "is not a JSON object"))
                .toList();
    }

    private static boolean isObject(String text) {
        try {
            return JSON.readTree(text).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    EventTypeForm with(List<Problem> problems) {
        Map<String, String> found = new HashMap<>();
        for (Problem problem : problems) {
            String[] pointer = problem.pointer().split("/", 3);
            String input = pointer.length > 1 && INPUTS.contains(pointer[1]) ? pointer[1] : "";
            String place = pointer.length > 2 ? "/" + pointer[2] + ": " : "";
            found.merge(input, place + problem.detail(), (first, second) -> first + "\n" + second);
        }
        return new EventTypeForm(values, found);
    }

    EventTypeInput input() {
        return inputWithout(List.of());
    }

    /** Without the inputs that these objections are about. */
    EventTypeInput inputWithout(List<Problem> problems) {
        EventTypeForm marked = with(problems);
        return new EventTypeInput(
                value("description").strip(),
                marked.errors.containsKey("schema") ? null : given("schema"),
                marked.errors.containsKey("sample") ? null : given("sample"));
    }

    String name() {
        return value("name").strip();
    }

    public Field field(String name) {
        return new Field(name, value(name), errors.get(name));
    }

    /** An objection that no single input is to blame for. */
    public @Nullable String error() {
        return errors.get("");
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    private @Nullable String given(String name) {
        return value(name).isBlank() ? null : value(name);
    }
}
