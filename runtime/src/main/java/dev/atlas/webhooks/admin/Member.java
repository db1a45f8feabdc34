package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.MemberId;
import java.time.Instant;

/**
 * A member of a workspace.
 *
 * @param invited whether the invitation has not been accepted yet
 */
public record Member(MemberId id, String email, Role role, boolean invited, boolean secondFactor, Instant createdAt) {}
