package dev.atlas.webhooks.publish;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts an {@link Event} together: {@code type} and {@code data} are required. Every method refuses a wrong value at once
 * with an {@link IllegalArgumentException} that says what is allowed. For one thread.
 */
public final class EventBuilder {
    private static final Pattern TYPE = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)+");
    private static final int MAX_TYPE_LENGTH = 100;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final Instant MAX_CREATED = Instant.parse("9999-12-31T23:59:59Z");

    private final long workspace;
    private final Set<String> tags = new TreeSet<>();
    private @Nullable String type;
    private @Nullable String data;
    private @Nullable String previous;
    private @Nullable Instant created;
    private @Nullable String id;
    private @Nullable String traceparent;

    EventBuilder(long workspace) {
        this.workspace = workspace;
    }

    /** What happened, such as {@code deal.updated}: words of {@code a-z 0-9 _} joined by dots, at most 100 characters. */
    public EventBuilder type(String type) {
        if (type.length() > MAX_TYPE_LENGTH || !TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("a type is at least two words of a-z, 0-9 and _ joined by dots, at most "
                    + MAX_TYPE_LENGTH + " characters, for example \"deal.updated\", not '" + type + "'");
        }
        this.type = type;
        return this;
    }

    /** What it happened to, as JSON text of an object; sent on as it is, so numbers keep their digits. */
    public EventBuilder data(String json) {
        this.data = ObjectText.checked("data", json);
        return this;
    }

    /**
     * What it happened to: usually one member named after the object.
     *
     * @param members values are Map (with String keys), Collection, String, Boolean, null, or a Number of the JDK;
     *     numbers are written exactly, in the map's order
     */
    public EventBuilder data(Map<String, ? extends @Nullable Object> members) {
        this.data = JsonText.of("data", members);
        return this;
    }

    /** The changed members' earlier values, in the shape of {@code data}, as JSON text of an object. */
    public EventBuilder previous(String json) {
        this.previous = ObjectText.checked("previous", json);
        return this;
    }

    /** The changed members' earlier values, in the shape of {@code data}. */
    public EventBuilder previous(Map<String, ? extends @Nullable Object> members) {
        this.previous = JsonText.of("previous", members);
        return this;
    }

    /** Adds tags to those that are in {@code data} already. */
    public EventBuilder tags(String... tags) {
        return tags(List.of(tags));
    }

    /** Adds tags to those that are in {@code data} already. */
    public EventBuilder tags(Collection<String> tags) {
        this.tags.addAll(tags);
        return this;
    }

    /** When it happened, to the second; without it the time of publishing. */
    public EventBuilder created(Instant created) {
        if (created.isBefore(Instant.EPOCH) || created.isAfter(MAX_CREATED)) {
            throw new IllegalArgumentException("created is from 1970 to 9999, was " + created);
        }
        this.created = created;
        return this;
    }

    /** The event's own id: a second event of the workspace with the same id is dropped as a duplicate. */
    public EventBuilder id(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an id has 1 to 128 letters, digits and . _ : - and begins with a letter"
                    + " or a digit, was '" + id + "'");
        }
        this.id = id;
        return this;
    }

    /**
     * The place in a trace that it is published at, as the header {@code traceparent} has it (W3C Trace Context); it goes on
     * to the receivers.
     */
    public EventBuilder traceparent(String traceparent) {
        this.traceparent = traceparent;
        return this;
    }

    /**
     * The event.
     *
     * @throws IllegalArgumentException when type or data is missing, or the whole is larger than {@link Event#MAX_BYTES}
     */
    public Event build() {
        if (type == null || data == null) {
            throw new IllegalArgumentException("an event needs a type and data; missing: "
                    + (type == null ? data == null ? "both" : "type" : "data"));
        }
        StringBuilder payload = new StringBuilder("{");
        if (id != null) {
            payload.append("\"id\":").append(JsonText.of(id)).append(',');
        }
        payload.append("\"type\":")
                .append(JsonText.of(type))
                .append(",\"data\":")
                .append(data);
        if (previous != null) {
            payload.append(",\"previous\":").append(previous);
        }
        if (!tags.isEmpty()) {
            payload.append(",\"tags\":").append(JsonText.of("tags", tags));
        }
        if (created != null) {
            payload.append(",\"created\":").append(created.getEpochSecond());
        }
        return new Event(workspace, payload.append('}').toString(), traceparent);
    }
}
