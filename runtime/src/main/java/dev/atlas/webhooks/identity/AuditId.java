package dev.atlas.webhooks.identity;

/** An entry of the audit log. Shown as {@code aud_} and 26 characters. */
public record AuditId(WorkspaceId workspace, long value) implements Comparable<AuditId> {
    private static final String PREFIX = "aud_";

    /** Reads the shown form; throws IllegalArgumentException with a message fit for a user. */
    public static AuditId parse(String text) {
        PublicId.Parts parts = PublicId.parse(PREFIX, text);
        return new AuditId(parts.workspace(), parts.number());
    }

    @Override
    public int compareTo(AuditId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return PublicId.format(PREFIX, workspace, value);
    }
}
