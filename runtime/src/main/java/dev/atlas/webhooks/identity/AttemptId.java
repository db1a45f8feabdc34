package dev.atlas.webhooks.identity;

/** One HTTP attempt of a delivery. Shown as {@code att_} and 26 characters. */
public record AttemptId(WorkspaceId workspace, long value) implements Comparable<AttemptId> {
    private static final String PREFIX = "att_";

    /** Reads the shown form; throws IllegalArgumentException with a message fit for a user. */
    public static AttemptId parse(String text) {
        PublicId.Parts parts = PublicId.parse(PREFIX, text);
        return new AttemptId(parts.workspace(), parts.number());
    }

    @Override
    public int compareTo(AttemptId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PublicId.format(PREFIX, workspace, value);
    }
}
