package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.JdbcDrains;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.JdbcBacklog;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue grows within seconds, and the server's statistics still say that it is empty. */
@DatabaseTest
class StaleStatisticsTest {
    private static final int ENDPOINTS = 90;
    private static final int EACH = 50;
    private static final long WORKSPACE = SteppedRuntime.WORKSPACE.value();

    private final TestClock clock = new TestClock();
    private SteppedRuntime atlas;
    private Database database;

    @BeforeEach
    void start(TestDatabase testDatabase) {
        atlas = new SteppedRuntime(testDatabase, clock, Map.of());
        database = new Database(testDatabase.dataSource());
        database.inTransaction(tx -> {
            fill(tx);
            return true;
        });
        database.read(tx -> {
            tx.execute("ALTER TABLE atlas_queue STATS_AUTO_RECALC = 0");
            tx.execute(
                    """
                    UPDATE mysql.innodb_index_stats SET stat_value = 0
                     WHERE database_name = DATABASE() AND table_name = 'atlas_queue' AND stat_name LIKE 'n_diff%'""");
            tx.execute(
                    """
                    UPDATE mysql.innodb_table_stats SET n_rows = 0
                     WHERE database_name = DATABASE() AND table_name = 'atlas_queue'""");
            return tx.execute("FLUSH TABLES atlas_queue");
        });
    }

    @AfterEach
    void stop() {
        atlas.close();
    }

    @Test
    void theLookForFailingEndpointsReadsAFewRowsOfEach() {
        Instant now = clock.instant();

        assertThat(rowsRead(tx ->
                        assertThat(JdbcHealth.lockFailing(tx, now, ENDPOINTS)).hasSize(ENDPOINTS)))
                .isLessThan(10L * ENDPOINTS);
    }

    @Test
    void theLookForLateEndpointsReadsOfEachNoOthersRows() {
        Instant later = clock.instant().plus(Duration.ofHours(1));

        assertThat(rowsRead(tx ->
                        assertThat(JdbcBacklog.overdue(tx, later, ENDPOINTS)).hasSize(ENDPOINTS)))
                .isLessThan(2L * ENDPOINTS * EACH);
    }

    @Test
    void theLookForEndpointsThatComeBackReadsAFewRowsOfEach() {
        database.read(tx -> tx.execute("UPDATE atlas_endpoint SET flow = 'probing'"));

        assertThat(rowsRead(tx ->
                        assertThat(JdbcDrains.changing(tx, null, ENDPOINTS)).isEmpty()))
                .isLessThan(10L * ENDPOINTS);
        assertThat(rowsRead(tx ->
                        assertThat(JdbcMatters.present(tx, clock.instant())).isEmpty()))
                .isLessThan(10L * ENDPOINTS);
    }

    private long rowsRead(Consumer<Handle> look) {
        return database.inTransaction(tx -> {
            long before = rowsRead(tx);
            look.accept(tx);
            return rowsRead(tx) - before;
        });
    }

    private static long rowsRead(Handle tx) {
        return tx
                .select("SHOW SESSION STATUS WHERE Variable_name IN ('Handler_read_next', 'Handler_read_rnd_next')")
                .map((row, context) -> row.getLong(2))
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private void fill(Handle tx) {
        long now = clock.instant().toEpochMilli();
        tx.execute(
                """
                INSERT INTO atlas_endpoint (workspace_id, endpoint_id, url, description, event_types, filter,
                    filter_version, serialize, signature, timeout_ms, status, flow, created_at)
                VALUES
                """
                        + rows(
                                "(%d, %d, 'http://127.0.0.1:9/', '', '[]', '', 1, 0, 'atlas', 10000, 'active', 'open', %d)",
                                now));
        tx.execute("INSERT INTO atlas_endpoint_health (workspace_id, endpoint_id, failing_since) VALUES "
                + rows("(%d, %d, %d)", now));
        tx.execute("INSERT INTO atlas_backlog (workspace_id, endpoint_id) VALUES " + rows("(%d, %d)", now));
        for (int i = 0; i < EACH; i++) {
            tx.execute(
                    """
                    INSERT INTO atlas_queue (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                        filter_version, status, aside_at, created_at)
                    VALUES
                """
                            + rows(
                                    "(%1$d, %2$d + " + 1_000 * i + ", %2$d, 1, 't', " + i
                                            + ", 1, 'waiting', %3$d, %3$d)",
                                    now));
        }
    }

    private static String rows(String row, long now) {
        return IntStream.rangeClosed(1, ENDPOINTS)
                .mapToObj(endpoint -> row.formatted(WORKSPACE, endpoint, now))
                .collect(Collectors.joining(", "));
    }
}
