package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.WorkspaceId;

/**
 * Who asks for something.
 *
 * @param name a member's e-mail address, or the name of an API key
 * @param from the network address that the request came from; empty when it came from inside
 */
public record Actor(WorkspaceId workspace, String name, Role role, String from) {
    public Actor(WorkspaceId workspace, String name, Role role) {
        this(workspace, name, role, "");
    }

    /** The same at this network address. */
    public Actor at(String address) {
        return new Actor(workspace, name, role, address);
    }
}
