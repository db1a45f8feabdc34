package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.identity.WorkspaceId;

/**
 * That a person wants no mail of one kind from one workspace.
 *
 * @param recipient the address in lower case
 */
public record AlertMute(WorkspaceId workspace, AlertKind kind, String recipient) {}
