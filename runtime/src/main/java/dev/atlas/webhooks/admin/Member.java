package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.MemberId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member of a workspace.
 *
 * @param invited whether the invitation has not been accepted yet
 * @param mailError what the server said that returned the last invitation or password reset; null when none came back
 */
public record Member(
        MemberId id,
        String email,
        Role role,
        boolean invited,
        boolean secondFactor,
        @Nullable String mailError,
        Instant createdAt) {}
