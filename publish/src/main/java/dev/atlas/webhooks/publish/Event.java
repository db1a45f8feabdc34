package dev.atlas.webhooks.publish;

import java.nio.charset.StandardCharsets;

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
 */
public record Event(long workspace, String payload) {
    /** Most UTF-8 bytes of an event's payload. */
    public static final int MAX_BYTES = 256 * 1024;

    public Event {
        if (workspace <= 0) {
            throw new IllegalArgumentException("a workspace's number is positive, was " + workspace);
        }
        payload = ObjectText.checked("an event's payload", payload);
        if (payload.length() > MAX_BYTES || payload.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("an event has at most 256 KiB (262,144 bytes)");
        }
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
