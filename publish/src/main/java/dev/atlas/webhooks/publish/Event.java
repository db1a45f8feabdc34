package dev.atlas.webhooks.publish;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a workspace, ready to be published. Immutable.
 *
 * <pre>{@code
 * Event event = Event.in("ws_0000000000100")
 *         .type("deal.updated")
 *         .data(Map.of("deal", Map.of("id", "d_91", "value", new BigDecimal("25000.00"))))
 *         .previous(Map.of("deal", Map.of("value", 9000)))
 *         .tags("q4")
 *         .build();
 * }</pre>
 *
 * @param workspace the workspace's number
 * @param payload the event's JSON text, exactly as {@code POST /api/v1/events} takes it; {@link #in} makes it
 * @param traceparent the place in a trace that it is published at (W3C Trace Context); null for none
 */
public record Event(long workspace, String payload, @Nullable String traceparent) {
    /** Most UTF-8 bytes of an event's payload. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    public Event {
        if (workspace <= 0) {
            throw new IllegalArgumentException("a workspace's number is positive, was " + workspace);
        }
        payload = ObjectText.checked("an event's payload", payload);
        if (payload.length() > MAX_BYTES || payload.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("an event has at most 256 KiB (262,144 bytes)");
        }
        if (traceparent != null && !TRACEPARENT.matcher(traceparent).matches()) {
            throw new IllegalArgumentException(
                    "a traceparent is like 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, was '" + traceparent
                            + "'");
        }
    }

    /** An event that belongs to no trace. */
    public Event(long workspace, String payload) {
        this(workspace, payload, null);
    }

    /**
     * Begins an event of the workspace with this id.
     *
     * @param workspaceId as the product shows it: {@code ws_} and 13 characters
     */
    public static EventBuilder in(String workspaceId) {
        return new EventBuilder(WorkspaceId.numberOf(workspaceId));
    }

    /** Begins an event of the workspace with this number. */
    public static EventBuilder in(long workspace) {
        return new EventBuilder(workspace);
    }

    /** Without the payload, which may hold personal data. */
    @Override
    public String toString() {
        return "Event[workspace=" + workspace + ", payload of " + payload.length() + " characters]";
    }
}
