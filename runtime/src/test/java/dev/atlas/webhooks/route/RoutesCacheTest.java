package dev.atlas.webhooks.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.config.MasterKey;
import dev.atlas.webhooks.config.MasterKeys;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.JdbcChangedEndpoints;
import dev.atlas.webhooks.endpoint.JdbcClientCertificates;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.endpoint.SecretCipher;
import dev.atlas.webhooks.event.EventCatalogue;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.jdbc.Migrations;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of the routes, and by whom it is seen. */
@DatabaseTest
class RoutesCacheTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId(WorkspaceId.STEP);

    private Database database;
    private RoutesCache cache;

    @BeforeEach
    void start(TestDatabase test) throws Exception {
        Migrations.migrate(test.dataSource());
        test.execute("INSERT INTO atlas_workspace (workspace_id, name, created_at) VALUES (%d, 'Mine', 0)"
                .formatted(WORKSPACE.value()));
        database = new Database(test.dataSource());
        SecretCipher cipher = new SecretCipher(
                new MasterKeys(MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32])), null),
                new SecureRandom());
        cache = new RoutesCache(
                new JdbcChangedEndpoints(
                        new JdbcEndpoints(cipher), new JdbcSecrets(cipher), new JdbcClientCertificates(cipher)),
                new EventTypes(EventCatalogue.builtIn()),
                Runnable::run,
                InstantSource.system());
    }

    /** On a thread of its own, or it would be the transaction's connection. */
    private RoutingIndex<EndpointId> seenByOthers() {
        return CompletableFuture.supplyAsync(() -> database.read(this::index)).join();
    }

    private RoutingIndex<EndpointId> index(Handle tx) {
        return cache.current(tx, WORKSPACE).orElseThrow().index();
    }

    @Test
    void aTransactionReadsItsOwnChangeOnceAndOthersSeeItOnlyWhenItIsCommitted() {
        RoutingIndex<EndpointId> before = seenByOthers();
        RoutingIndex<EndpointId> own = database.inTransaction(tx -> {
            JdbcWorkspaces.raiseRoutingVersion(tx, WORKSPACE);
            RoutingIndex<EndpointId> read = index(tx);
            assertThat(read).isNotSameAs(before).isSameAs(index(tx));
            assertThat(seenByOthers()).isSameAs(before);
            return read;
        });

        assertThat(seenByOthers()).isSameAs(own);
    }

    @Test
    void whatWasRolledBackIsForgotten() {
        RoutingIndex<EndpointId> before = seenByOthers();
        assertThatThrownBy(() -> database.inTransaction(tx -> {
                    JdbcWorkspaces.raiseRoutingVersion(tx, WORKSPACE);
                    index(tx);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(seenByOthers()).isSameAs(before);
    }
}
