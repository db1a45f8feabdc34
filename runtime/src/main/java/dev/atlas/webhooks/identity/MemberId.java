package dev.atlas.webhooks.identity;

/** A member in a workspace. Shown as {@code mem_} and 26 characters. */
public record MemberId(WorkspaceId workspace, long value) implements Comparable<MemberId> {
    private static final String PREFIX = "mem_";

    /** Reads the shown form; throws IllegalArgumentException with a message fit for a user. */
    public static MemberId parse(String text) {
        PublicId.Parts parts = PublicId.parse(PREFIX, text);
        return new MemberId(parts.workspace(), parts.number());
    }

    @Override
    public int compareTo(MemberId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PublicId.format(PREFIX, workspace, value);
    }
}
