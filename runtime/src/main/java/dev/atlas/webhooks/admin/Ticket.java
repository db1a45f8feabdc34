package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.Locale;

/**
 * Proves for a while who its holder is.
 *
 * @param issuedBy who invited
 */
public record Ticket(
        long id,
        Purpose purpose,
        long member,
        WorkspaceId workspace,
        String email,
        String issuedBy,
        Instant expiresAt) {
    /** What a ticket is good for. */
    public enum Purpose {
        /** Choosing the first password. */
        INVITATION,
        /** Choosing another password. */
        RESET,
        /** The password was right; the code of the second factor is still to come. */
        SECOND_FACTOR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Purpose of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
