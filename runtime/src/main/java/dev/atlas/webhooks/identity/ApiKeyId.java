package dev.atlas.webhooks.identity;

/** An API key of a workspace (not the key itself). Shown as {@code key_} and 26 characters. */
public record ApiKeyId(WorkspaceId workspace, long value) implements Comparable<ApiKeyId> {
    private static final String PREFIX = "key_";

    /** Reads the shown form; throws IllegalArgumentException with a message fit for a user. */
    public static ApiKeyId parse(String text) {
        PublicId.Parts parts = PublicId.parse(PREFIX, text);
        return new ApiKeyId(parts.workspace(), parts.number());
    }

    @Override
    public int compareTo(ApiKeyId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PublicId.format(PREFIX, workspace, value);
    }
}
