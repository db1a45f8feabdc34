package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.WorkspaceId;

/**
 * Who asks for something.
 *
 * @param name a member's e-mail address, or the name of an API key
 */
public record Actor(WorkspaceId workspace, String name, Role role) {}
