package dev.atlas.webhooks.dsl;

import dev.atlas.webhooks.dsl.value.JsonReader;
import dev.atlas.webhooks.dsl.value.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event as filters read it: parsed once, every number exact. Immutable and thread-safe. */
public final class EventView {

    private final Value.Text id;
    private final Value.Text type;
    private final long created;
    private final List<String> tags;
    private final Value.Obj data;
    private final Value previous;

    private EventView(String id, String type, long created, List<String> tags, Value.Obj data, Value previous) {
        this.id = new Value.Text(id);
        this.type = new Value.Text(type);
        this.created = created;
        this.tags = List.copyOf(tags);
        this.data = data;
        this.previous = previous;
    }

    /**
     * Reads an event.
     *
     * @param createdSeconds Unix seconds
     * @param tags           all tags of the event: its own and those found in {@code data}
     * @param dataJson       one JSON object
     * @param previousJson   one JSON object, or null when the event has no {@code previous}
     * @throws MalformedEventException when one of the two is not a JSON object or is nested more than 64 deep
     */
    public static EventView of(
            String id,
            String type,
            long createdSeconds,
            List<String> tags,
            String dataJson,
            @Nullable String previousJson) {
        Value previous = previousJson == null ? Value.Absent.MISSING : JsonReader.object("previous", previousJson);
        return new EventView(id, type, createdSeconds, tags, JsonReader.object("data", dataJson), previous);
    }

    /**
     * Reads an event as it is stored and delivered: {@code id}, {@code type}, {@code created}, {@code tags}, {@code data}
     * and {@code previous} of one JSON object; other members are passed over. Only {@code data} is required.
     *
     * @throws MalformedEventException when the text is not such an object
     */
    public static EventView read(String eventJson) {
        return of(JsonReader.event(eventJson));
    }

    private static EventView of(Value.Obj event) {
        Value created = event.member("created");
        Value previous = event.member("previous");
        if (!(event.member("data") instanceof Value.Obj data)) {
            throw new MalformedEventException("data must be a JSON object");
        }
        if (!(previous instanceof Value.Obj || previous instanceof Value.Absent)) {
            throw new MalformedEventException("previous must be a JSON object");
        }
        long seconds = created instanceof Value.Num num ? num.amount().longValue() : 0;
        Value before = previous instanceof Value.Obj ? previous : Value.Absent.MISSING;
        return new EventView(
                text(event, "id"), text(event, "type"), seconds, texts(event.member("tags")), data, before);
    }

    private static String text(Value.Obj event, String name) {
        return event.member(name) instanceof Value.Text text ? text.text() : "";
    }

    private static List<String> texts(Value tags) {
        if (!(tags instanceof Value.Arr array)) {
            return List.of();
        }
        return array.elements().stream()
                .filter(Value.Text.class::isInstance)
                .map(tag -> ((Value.Text) tag).text())
                .toList();
    }

    public String id() {
        return id.text();
    }

    public String type() {
        return type.text();
    }

    /** Unix seconds. */
    public long created() {
        return created;
    }

    public List<String> tags() {
        return tags;
    }

    /** The event's {@code data}. */
    public Value.Obj data() {
        return data;
    }

    /** The event's {@code previous}; {@link Value.Absent#MISSING} when it has none. */
    public Value previous() {
        return previous;
    }

    /** The value of one of the simple members that are not {@code data} or {@code previous}. */
    public Value member(String name) {
        return switch (name) {
            case "id" -> id;
            case "type" -> type;
            case "created" -> new Value.Num(BigDecimal.valueOf(created));
            case "tags" ->
                new Value.Arr(tags.stream().<Value>map(Value.Text::new).toList());
            default -> Value.Absent.MISSING;
        };
    }
}
