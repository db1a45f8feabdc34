package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.WorkspaceId;

/** A workspace that a member belongs to. */
public record Membership(WorkspaceId workspace, String name, Role role) {
    boolean isOwnerOf(WorkspaceId other) {
        return workspace.equals(other) && role == Role.OWNER;
    }
}
