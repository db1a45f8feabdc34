package dev.atlas.webhooks.identity;

/** A bulk redelivery. Shown as {@code rpl_} and 26 characters. */
public record ReplayId(WorkspaceId workspace, long value) implements Comparable<ReplayId> {
    private static final String PREFIX = "rpl_";

    /** Reads the shown form; throws IllegalArgumentException with a message fit for a user. */
    public static ReplayId parse(String text) {
        PublicId.Parts parts = PublicId.parse(PREFIX, text);
        return new ReplayId(parts.workspace(), parts.number());
    }

    @Override
    public int compareTo(ReplayId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PublicId.format(PREFIX, workspace, value);
    }
}
