package dev.atlas.webhooks.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A verified event. Its JSON is in {@link #json()}, for the library of your choice; the accessors read it without one:
 * objects are {@code Map}s in the order of the text, arrays {@code List}s, numbers {@code BigDecimal}s (exact).
 */
public final class Event {
    private final String json;
    private final Map<String, @Nullable Object> members;

    private Event(String json, Map<String, @Nullable Object> members) {
        this.json = json;
        this.members = members;
    }

    static Event read(byte[] payload) throws VerificationException {
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            Map<String, @Nullable Object> members = JsonReader.readObject(json);
            if (members.get("id") instanceof String && members.get("type") instanceof String) {
                return new Event(json, members);
            }
        } catch (CharacterCodingException | JsonReader.MalformedException e) {
            throw new VerificationException(
                    VerificationException.Reason.NOT_AN_EVENT, "the payload is not JSON in UTF-8: " + e.getMessage());
        }
        throw new VerificationException(
                VerificationException.Reason.NOT_AN_EVENT, "the payload is not an object with an id and a type");
    }

    /**
     * An event as its publisher writes it, for tests of publishers: nothing is verified, and it has no id unless the
     * publisher gives one.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    public static Event published(String json) {
        try {
            return new Event(json, JsonReader.readObject(json));
        } catch (JsonReader.MalformedException e) {
            throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
        }
    }

    /** {@code evt_…}. The same event may come more than once: tell by this. */
    public String id() {
        return text("id");
    }

    /** For example {@code deal.updated}. */
    public String type() {
        return text("type");
    }

    /** When it happened, in Unix seconds; 0 when the event does not say. */
    public long created() {
        return number("created");
    }

    /** Its place among the events of this endpoint: 1, 2, 3 … without a gap; 0 when the event does not say. */
    public long sequence() {
        return number("sequence");
    }

    /** {@code ws_…}; empty when the event does not say. */
    public String workspace() {
        return text("workspace");
    }

    public List<String> tags() {
        return members.get("tags") instanceof List
                ? ((List<?>) members.get("tags")).stream().map(String::valueOf).collect(Collectors.toUnmodifiableList())
                : List.of();
    }

    /** What the event is about; empty when there is nothing. */
    public Map<String, @Nullable Object> data() {
        return object("data");
    }

    /** The earlier values of what has changed; empty when there are none. */
    public Map<String, @Nullable Object> previous() {
        return object("previous");
    }

    /** The text as it came. */
    public String json() {
        return json;
    }

    @Override
    public String toString() {
        return type() + " " + id();
    }

    private String text(String name) {
        return members.get(name) instanceof String ? (String) members.get(name) : "";
    }

    private long number(String name) {
        return members.get(name) instanceof Number ? ((Number) members.get(name)).longValue() : 0;
    }

    @SuppressWarnings("unchecked") // JsonReader makes no other maps
    private Map<String, @Nullable Object> object(String name) {
        return members.get(name) instanceof Map ? (Map<String, @Nullable Object>) members.get(name) : Map.of();
    }
}
