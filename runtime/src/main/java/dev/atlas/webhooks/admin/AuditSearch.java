package dev.atlas.webhooks.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log; null means any.
 *
 * @param subject the id of what was changed
 * @param since at this time or later
 * @param until before this time
 */
public record AuditSearch(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant since,
        @Nullable Instant until) {
    /** All entries. */
    public static final AuditSearch ALL = new AuditSearch(null, null, null, null, null);

    /** Whether there are conditions that no index serves. */
    boolean isSelective() {
        return subject == null && (actor != null || action != null);
    }
}
