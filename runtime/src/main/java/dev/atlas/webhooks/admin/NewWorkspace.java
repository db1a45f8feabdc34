package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;

/**
 * A workspace that has just been made.
 *
 * @param owner the address of its only member
 */
public record NewWorkspace(WorkspaceId id, String name, String owner, Instant createdAt) {}
