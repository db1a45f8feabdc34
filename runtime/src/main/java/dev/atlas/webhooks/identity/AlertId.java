package dev.atlas.webhooks.identity;

/** One alert mail to one recipient. Shown as {@code alr_} and 26 characters. */
public record AlertId(WorkspaceId workspace, long value) implements Comparable<AlertId> {
    private static final String PREFIX = "alr_";

    /** Reads the shown form; throws IllegalArgumentException with a message fit for a user. */
    public static AlertId parse(String text) {
        PublicId.Parts parts = PublicId.parse(PREFIX, text);
        return new AlertId(parts.workspace(), parts.number());
    }

    @Override
    public int compareTo(AlertId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PublicId.format(PREFIX, workspace, value);
    }
}
