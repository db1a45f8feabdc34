package dev.atlas.webhooks.identity;

/**
 * A workspace, and the shard key of all its rows. Shown as {@code ws_} and 13 characters.
 *
 * <p>Numbers are multiples of {@value #STEP}: the low bits are kept free for splitting one very large workspace later.
 */
public record WorkspaceId(long value) {
    /** Distance between two workspaces' numbers. */
    public static final long STEP = 1024;

    private static final String PREFIX = "ws_";
    private static final int LENGTH = 13;

    public WorkspaceId {
        if (value <= 0) {
            throw new IllegalArgumentException("a workspace's number is positive, was " + value);
        }
    }

    /** Reads the shown form; throws IllegalArgumentException with a message fit for a user. */
    public static WorkspaceId parse(String text) {
        return new WorkspaceId(PublicId.decode(PREFIX, text, LENGTH).longValue());
    }

    @Override
    public String toString() {
        return PREFIX + PublicId.encode(0, value, LENGTH);
    }
}
