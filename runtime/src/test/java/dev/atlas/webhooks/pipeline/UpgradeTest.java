package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.config.MasterKey;
import dev.atlas.webhooks.config.MasterKeys;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.endpoint.SecretCipher;
import dev.atlas.webhooks.endpoint.SigningSecret;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A schema of an earlier version with data in it, taken over by this one. */
@DatabaseTest
class UpgradeTest {
    /** The last version with one table for unfinished and finished deliveries. */
    private static final String EARLIER = "007";

    private static final long WORKSPACE = SteppedRuntime.WORKSPACE.value();

    private final TestClock clock = new TestClock();
    private final IdSource ids = new IdSource(clock, IdSource.NODES - 1);
    private final long endpoint = ids.next();
    private TestReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new TestReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void whatWasDeliveredStaysAndWhatWasPendingOrUnroutedIsDelivered(TestDatabase database) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:dev/atlas/webhooks/sql")
                .table("atlas_schema_history")
                .target(EARLIER)
                .load()
                .migrate();
        new Database(database.dataSource()).inTransaction(tx -> {
            fill(tx);
            return true;
        });

        try (SteppedRuntime atlas = new SteppedRuntime(database, clock, Map.of())) {
            EndpointId id = new EndpointId(SteppedRuntime.WORKSPACE, endpoint);
            assertThat(atlas.deliveries(id))
                    .extracting(view -> view.delivery().sequence() + " "
                            + view.delivery().status().word())
                    .containsExactlyInAnyOrder("1 delivered", "2 dead", "3 pending", "4 pending");

            atlas.settleEverything();

            assertThat(receiver.received())
                    .extracting(got -> got.body().replaceAll(".*\"data\":\\{\"deal\":(\\d+).*", "$1"))
                    .containsExactlyInAnyOrder("3", "4", "5");
            DeliveryView first = atlas.deliveries(id).stream()
                    .filter(view -> view.delivery().sequence() == 1)
                    .findFirst()
                    .orElseThrow();
            var detail = SteppedRuntime.ok(
                    atlas.runtime.services().deliveries().get(first.delivery().id()));
            assertThat(detail.attempts()).hasSize(1);
            assertThat(detail.requestBody()).contains("\"data\":{\"deal\":1.50}");
            assertThat(atlas.deliveries(id))
                    .filteredOn(view -> view.delivery().status() == DeliveryStatus.DELIVERED)
                    .hasSize(4);
        }
    }

    private void fill(Handle tx) {
        long now = clock.instant().toEpochMilli();
        tx.execute(
                "INSERT INTO atlas_workspace (workspace_id, name, allow_undeclared_types, created_at) VALUES (?, 'Old', 1, ?)",
                WORKSPACE,
                now);
        tx.execute(
                """
                INSERT INTO atlas_endpoint (workspace_id, endpoint_id, url, description, event_types, filter,
                    filter_version, serialize, signature, timeout_ms, status, flow, created_at)
                VALUES (?, ?, ?, '', '["*"]', '', 1, 0, 'atlas', 10000, 'active', 'open', ?)""",
                WORKSPACE,
                endpoint,
                receiver.url("/old"),
                now);
        tx.execute(
                "INSERT INTO atlas_endpoint_filter VALUES (?, ?, 1, '[\"*\"]', '', 1, 'ada', ?)",
                WORKSPACE,
                endpoint,
                now);
        SecureRandom random = new SecureRandom();
        MasterKeys keys = new MasterKeys(MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32])), null);
        new JdbcSecrets(new SecretCipher(keys, random))
                .insert(
                        tx,
                        new EndpointId(SteppedRuntime.WORKSPACE, endpoint),
                        ids.next(),
                        SigningSecret.generate(random),
                        clock.instant());
        tx.execute("INSERT INTO atlas_endpoint_sequence VALUES (?, ?, 4)", WORKSPACE, endpoint);
        delivery(tx, 1, "delivered", "1.50", now);
        delivery(tx, 2, "dead", "2", now);
        due(tx, delivery(tx, 3, "pending", "3", now), now);
        due(tx, delivery(tx, 4, "pending", "4", now), now);
        tx.execute(
                "INSERT INTO atlas_outbox (workspace_id, payload) VALUES (?, '{\"type\":\"deal.created\",\"data\":{\"deal\":5}}')",
                WORKSPACE);
    }

    private long delivery(Handle tx, int sequence, String status, String value, long now) {
        long event = ids.next();
        long id = ids.next();
        tx.execute(
                """
                INSERT INTO atlas_event (workspace_id, event_id, type, created, accepted_at, tags, data)
                VALUES (?, ?, 'deal.created', ?, ?, '[]', ?)""",
                WORKSPACE,
                event,
                now / 1000,
                now,
                "{\"deal\":" + value + "}");
        boolean tried = !status.equals("pending");
        tx.execute(
                """
                INSERT INTO atlas_delivery (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                    filter_version, status, attempt_count, schedule_attempts, last_status_code, created_at,
                    delivered_at, dead_at, dead_reason)
                VALUES (?, ?, ?, ?, 'deal.created', ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)""",
                WORKSPACE,
                id,
                endpoint,
                event,
                sequence,
                status,
                tried ? 1 : 0,
                tried ? 1 : 0,
                tried ? 200 : null,
                now,
                status.equals("delivered") ? now : null,
                status.equals("dead") ? now : null,
                status.equals("dead") ? "exhausted" : null);
        if (tried) {
            tx.execute(
                    """
                    INSERT INTO atlas_attempt (workspace_id, delivery_id, attempt_id, number, started_at, duration_ms,
                        status_code, request_headers, response_headers, response_body)
                    VALUES (?, ?, ?, 1, ?, 5, 200, '[]', '[]', '')""",
                    WORKSPACE,
                    id,
                    ids.next(),
                    now);
        }
        return id;
    }

    private void due(Handle tx, long delivery, long now) {
        tx.execute(
                "INSERT INTO atlas_due (workspace_id, delivery_id, endpoint_id, due_at) VALUES (?, ?, ?, ?)",
                WORKSPACE,
                delivery,
                endpoint,
                now);
    }
}
