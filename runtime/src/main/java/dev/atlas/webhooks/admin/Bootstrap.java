package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.config.BootstrapConfig;
import dev.atlas.webhooks.identity.ApiKeyId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.identity.Sha256;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the first workspace, its owner and its API key when the database is empty; else does nothing. */
public final class Bootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private static final String DEFAULT_NAME = "Default";

    private final Database database;
    private final Passwords passwords;
    private final IdSource ids;
    private final InstantSource clock;

    public Bootstrap(Database database, Passwords passwords, IdSource ids, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    /** Safe when several nodes start at once: the workspace's primary key lets one win. */
    public void run(BootstrapConfig config) {
        database.inTransaction(tx -> {
            WorkspaceId first = new WorkspaceId(WorkspaceId.STEP);
            String name = config.workspace() == null ? DEFAULT_NAME : config.workspace();
            boolean created = JdbcWorkspaces.insertFirst(tx, first, name, clock.instant());
            if (created) {
                createOwner(tx, first, config);
                createKey(tx, first, config);
                LOG.info("Created the first workspace, {} ({}, number {})", name, first, first.value());
            }
            return created;
        });
    }

    private void createOwner(Handle tx, WorkspaceId workspace, BootstrapConfig config) {
        BootstrapConfig.Admin admin = config.admin();
        if (admin == null) {
            return;
        }
        JdbcMembers.insert(
                tx,
                new MemberId(workspace, ids.next()),
                admin.email().toLowerCase(Locale.ROOT),
                passwords.hash(admin.password()),
                Role.OWNER,
                clock.instant());
    }

    private void createKey(Handle tx, WorkspaceId workspace, BootstrapConfig config) {
        if (config.apiKey() == null) {
            return;
        }
        String key = config.apiKey().value();
        JdbcApiKeys.insert(
                tx,
                new ApiKey(
                        new ApiKeyId(workspace, ids.next()),
                        "bootstrap",
                        key.substring(key.length() - 4),
                        Set.of(Scope.ADMIN),
                        null,
                        "atlas.bootstrap.api-key",
                        clock.instant(),
                        null,
                        null),
                Sha256.of(key));
    }
}
