package dev.atlas.webhooks.identity;

/** An endpoint of a workspace. Shown as {@code ep_} and 26 characters. */
public record EndpointId(WorkspaceId workspace, long value) implements Comparable<EndpointId> {
    private static final String PREFIX = "ep_";

    /** Reads the shown form; throws IllegalArgumentException with a message fit for a user. */
    public static EndpointId parse(String text) {
        PublicId.Parts parts = PublicId.parse(PREFIX, text);
        return new EndpointId(parts.workspace(), parts.number());
    }

    @Override
    public int compareTo(EndpointId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PublicId.format(PREFIX, workspace, value);
    }
}
