package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.ACTOR;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.WORKSPACE;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.ok;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Endpoints that come back into service keep no others from it. */
@DatabaseTest
class ComingBackTest extends DamageScenario {
    /** More than are looked at together. */
    private static final int MANY = 520;

    private EndpointId pausedWithOneHeld(String path) {
        EndpointId endpoint = atlas.endpoint(to(receiver.url(path)));
        ok(atlas.runtime.services().endpoints().pause(ACTOR, endpoint, ""));
        publish(1);
        atlas.settleEverything();
        return endpoint;
    }

    private void resume(EndpointId endpoint) {
        ok(atlas.runtime.services().endpoints().resume(ACTOR, endpoint));
    }

    private Set<Matter> matters() {
        return new Database(database.dataSource()).read(tx -> JdbcMatters.present(tx, clock.instant()));
    }

    @Test
    void manyWhoseProbesFailKeepNoOtherFromItsProbe() throws SQLException {
        EndpointId healthy = pausedWithOneHeld("/healthy");
        insertProbing("probing", "pending");
        resume(healthy);
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(atlas.view(healthy).endpoint().flow()).isEqualTo(EndpointFlow.OPEN);
    }

    @Test
    void manyThatHaveSomethingToDoTakeTurnsWithTheOthers() throws SQLException {
        EndpointId healthy = pausedWithOneHeld("/healthy");
        insertProbing("draining", "pending");
        resume(healthy);
        for (int i = 0; i < 3; i++) {
            atlas.runtime.path().drain().runOnce();
        }
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
    }

    /** Endpoints that come before all others, each with a delivery that is due some time. */
    private void insertProbing(String flow, String status) throws SQLException {
        database.execute(
                """
                INSERT INTO atlas_endpoint (workspace_id, endpoint_id, url, description, event_types, filter,
                    filter_version, serialize, signature, timeout_ms, status, flow, drain_step, created_at)
                VALUES
                """
                        + rows(
                                "(%1$d, %2$d, 'http://127.0.0.1:9/', '', '[\"none\"]', '', 1, 0, 'atlas', 10000, 'active', '"
                                        + flow + "', 1, 0)"));
        database.execute("INSERT INTO atlas_endpoint_sequence (workspace_id, endpoint_id, last_sequence) VALUES "
                + rows("(%d, %d, 20)"));
        for (int i = 0; i < 10; i++) {
            database.execute(
                    """
                    INSERT INTO atlas_queue (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                        filter_version, status, due_at, created_at)
                    VALUES
                    """
                            + rows("(%1$d, %2$d + " + 1_000 * i + ", %2$d, 1, 't', " + (i + 1) + ", 1, '" + status
                                    + "', " + clock.instant().plusSeconds(3_600).toEpochMilli() + ", 0)"));
        }
    }

    private static String rows(String row) {
        return IntStream.rangeClosed(1, MANY)
                .mapToObj(endpoint -> row.formatted(WORKSPACE.value(), endpoint))
                .collect(Collectors.joining(", "));
    }

    @Test
    void nothingIsToBeDoneForAnEndpointUntilItsProbeHasEnded() throws SQLException {
        EndpointId endpoint = pausedWithOneHeld("/refuses");
        receiver.answers(500);
        assertThat(matters()).isEmpty();
        resume(endpoint);
        assertThat(matters()).containsExactly(Matter.DRAIN);
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(1);
        assertThat(matters()).isEmpty();

        database.execute("DELETE FROM atlas_queue");
        assertThat(matters()).containsExactly(Matter.DRAIN);
        atlas.settleEverything();
        assertThat(atlas.view(endpoint).endpoint().flow()).isEqualTo(EndpointFlow.OPEN);
        assertThat(matters()).isEmpty();
    }

    @Test
    void anEndpointWhoseRowIsLockedForLongKeepsNoOtherFromComingBack() throws SQLException {
        restartImpatiently();
        EndpointId locked = pausedWithOneHeld("/locked");
        EndpointId free = pausedWithOneHeld("/free");
        resume(locked);
        resume(free);
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM atlas_endpoint_sequence WHERE workspace_id = "
                    + locked.workspace().value() + " AND endpoint_id = " + locked.value() + " FOR UPDATE");
            atlas.settleEverything();
            assertThat(receiver.received()).extracting(got -> got.path()).containsExactly("/free");
            assertThat(atlas.runtime.health().notices())
                    .singleElement()
                    .asString()
                    .contains(locked.toString(), "locked", "SHOW PROCESSLIST");
            other.rollback();
        }
        clock.advance(Duration.ofSeconds(2));
        atlas.settleEverything();
        assertThat(receiver.received()).extracting(got -> got.path()).contains("/locked");
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    @Test
    void aRoundEndsAfterThreeThatAreLockedAndTheNextGoesOnBehindThem() throws SQLException {
        restartImpatiently();
        List<EndpointId> locked =
                Stream.generate(() -> pausedWithOneHeld("/locked")).limit(4).toList();
        EndpointId free = pausedWithOneHeld("/free");
        locked.forEach(this::resume);
        resume(free);
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            for (EndpointId each : locked) {
                statement.execute("SELECT * FROM atlas_endpoint_sequence WHERE workspace_id = "
                        + each.workspace().value() + " AND endpoint_id = " + each.value() + " FOR UPDATE");
            }
            atlas.runtime.path().drain().runOnce();
            assertThat(atlas.runtime.health().notices()).hasSize(3);

            atlas.runtime.path().drain().runOnce();
            assertThat(atlas.runtime.health().notices()).hasSize(4);
            assertThat(atlas.deliveries(free))
                    .singleElement()
                    .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.PENDING));
            other.rollback();
        }
    }

    private void restartImpatiently() {
        atlas.close();
        clock.advance(Duration.ofSeconds(1));
        atlas = new SteppedRuntime(
                database,
                clock,
                Map.of("atlas.db.url", database.jdbcUrl() + "&sessionVariables=innodb_lock_wait_timeout=1"));
    }
}
