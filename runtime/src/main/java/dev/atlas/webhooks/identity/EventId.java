package dev.atlas.webhooks.identity;

/** An event of a workspace, as the server numbered it. Shown as {@code evt_} and 26 characters. */
public record EventId(WorkspaceId workspace, long value) implements Comparable<EventId> {
    private static final String PREFIX = "evt_";

    /** Reads the shown form; throws IllegalArgumentException with a message fit for a user. */
    public static EventId parse(String text) {
        PublicId.Parts parts = PublicId.parse(PREFIX, text);
        return new EventId(parts.workspace(), parts.number());
    }

    @Override
    public int compareTo(EventId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PublicId.format(PREFIX, workspace, value);
    }
}
