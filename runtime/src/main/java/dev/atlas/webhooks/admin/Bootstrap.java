package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.config.BootstrapConfig;
import dev.atlas.webhooks.identity.ApiKeyId;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.identity.Sha256;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the first workspace, its owner and its API key when the database is empty; else does nothing. */
public final class Bootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private static final String DEFAULT_NAME = "Default";

    private static final String ACTOR = "atlas.bootstrap";

    private final Changes changes;
    private final Passwords passwords;

    public Bootstrap(Changes changes, Passwords passwords) {
        this.changes = changes;
        this.passwords = passwords;
    }

    /** Safe when several nodes start at once: the workspace's primary key lets one win. */
    public void run(BootstrapConfig config) {
        WorkspaceId first = new WorkspaceId(WorkspaceId.STEP);
        String name = config.workspace() == null ? DEFAULT_NAME : config.workspace();
        changes.runOwn(new Actor(first, ACTOR, Role.OWNER), change -> {
            if (!JdbcWorkspaces.insertFirst(change.tx(), first, name, change.now())) {
                return change.unchanged(first);
            }
            createOwner(change, first, config);
            createKey(change, first, config);
            LOG.info("Created the first workspace, {} ({}, number {})", name, first, first.value());
            return change.done("workspace.created", first, null, Map.of("name", name), first);
        });
    }

    private void createOwner(Change change, WorkspaceId workspace, BootstrapConfig config) {
        BootstrapConfig.Admin admin = config.admin();
        if (admin == null) {
            return;
        }
        JdbcMembers.insert(
                change.tx(),
                new MemberId(workspace, change.nextId()),
                admin.email().toLowerCase(Locale.ROOT),
                passwords.hash(admin.password()),
                Role.OWNER,
                change.now());
    }

    private void createKey(Change change, WorkspaceId workspace, BootstrapConfig config) {
        if (config.apiKey() == null) {
            return;
        }
        String key = config.apiKey().value();
        JdbcApiKeys.insert(
                change.tx(),
                new ApiKey(
                        new ApiKeyId(workspace, change.nextId()),
                        "bootstrap",
                        key.substring(key.length() - 4),
                        Set.of(Scope.ADMIN),
                        null,
                        "atlas.bootstrap.api-key",
                        change.now(),
                        null,
                        null),
                Sha256.of(key));
    }
}
