package dev.atlas.webhooks.benchmarks.database;

import com.sun.management.OperatingSystemMXBean;
import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.CreatedEndpoint;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.Role;
import dev.atlas.webhooks.config.AtlasConfig;
import dev.atlas.webhooks.config.ContainerResources;
import dev.atlas.webhooks.config.Settings;
import dev.atlas.webhooks.embedded.DatabaseServer;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.pipeline.AtlasRuntime;
import dev.atlas.webhooks.pipeline.HostResources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One measurement: fills the outbox, then lets the engine work it off. */
public final class DatabaseAlone {
    private static final WorkspaceId WORKSPACE = new WorkspaceId(WorkspaceId.STEP);
    private static final Actor ACTOR = new Actor(WORKSPACE, "ada@example.com", Role.OWNER);
    private static final int IN_FLIGHT_PER_ENDPOINT = 100;
    private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();

    /**
     * What there is to do.
     *
     * @param backlog deliveries that wait for one more endpoint, which hangs
     */
    public record Load(int events, int endpoints, int fanOut, int backlog) {}

    /** What it cost; all but the first per delivery. */
    public record Figures(
            double perSecond, double databaseMicros, double appMicros, double redoBytes, double statements) {}

    private DatabaseAlone() {}

    /** Measures on a fresh database of the server (MariaDB), with durable commits. */
    public static Figures measure(DatabaseServer server, Load load) throws SQLException {
        String name = "atlas_" + Long.toString(System.nanoTime(), 36);
        server.createDatabase(name);
        try (Connection connection = server.dataSource(name).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            statement.execute("SET GLOBAL innodb_buffer_pool_size = 1073741824");
            Map<String, String> settings = new HashMap<>(Map.of(
                    "atlas.db.url", server.jdbcUrl(name),
                    "atlas.db.user", server.user(),
                    "atlas.db.password", server.password(),
                    "atlas.master-key", Base64.getEncoder().encodeToString(new byte[32]),
                    "atlas.bootstrap.workspace", "Load",
                    "atlas.network.allow", "127.0.0.0/8",
                    "atlas.delivery.max-in-flight-per-endpoint", Integer.toString(IN_FLIGHT_PER_ENDPOINT),
                    "atlas.workers.enabled", "false"));
            try (AtlasRuntime runtime = start(settings)) {
                prepare(runtime, statement, load);
            }
            publish(connection, load);
            settings.put("atlas.workers.enabled", "true");
            Figures figures = work(settings, statement, load);
            statement.execute("DROP DATABASE " + name);
            return figures;
        }
    }

    private static AtlasRuntime start(Map<String, String> settings) {
        AtlasConfig config = AtlasConfig.read(Settings.of(settings, Map.of(), List.of()), ContainerResources.none());
        InstantSource clock = InstantSource.system();
        HostResources host = new HostResources(
                jndi -> {
                    throw new IllegalStateException("there is no container");
                },
                jndi -> jndi,
                new SimpleMeterRegistry(),
                clock);
        return AtlasRuntime.start(config, host, new InstantSender(clock));
    }

    private static void prepare(AtlasRuntime runtime, Statement statement, Load load) throws SQLException {
        for (int i = 0; i < load.endpoints(); i++) {
            endpoint(runtime, "/" + i, "deal.group = %d".formatted(i / load.fanOut()));
        }
        if (load.backlog() > 0) {
            long hanging =
                    endpoint(runtime, InstantSender.HANGS, "deal.group = -1").value();
            statement.execute(
                    """
                    INSERT INTO atlas_event (workspace_id, event_id, type, created, accepted_at, tags, data)
                    VALUES (1024, 1, 'deal.updated', 0, 0, '[]', '{}')""");
            statement.execute(
                    """
                    INSERT INTO atlas_queue (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                        filter_version, status, created_at)
                    SELECT 1024, seq, %d, 1, 'deal.updated', seq, 1, 'waiting', 0 FROM seq_1_to_%d"""
                            .formatted(hanging, load.backlog()));
            statement.execute(
                    "INSERT INTO atlas_backlog (workspace_id, endpoint_id) VALUES (1024, %d)".formatted(hanging));
        }
    }

    private static EndpointId endpoint(AtlasRuntime runtime, String path, String filter) {
        EndpointInput input =
                new EndpointInput("http://127.0.0.1:9" + path, null, null, null, filter, null, null, null, null, null);
        Result<CreatedEndpoint> created = runtime.services().endpoints().create(ACTOR, input);
        if (created instanceof Result.Ok<CreatedEndpoint> ok) {
            return ok.value().view().endpoint().id();
        }
        throw new IllegalStateException("the endpoint was not taken: " + created);
    }

    private static void publish(Connection connection, Load load) throws SQLException {
        String padding = "x".repeat(850);
        int groups = Math.max(1, load.endpoints() / load.fanOut());
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO atlas_outbox (workspace_id, payload) VALUES (1024, ?)")) {
            for (int i = 0; i < load.events(); i++) {
                insert.setString(
                        1,
                        """
                        {"type":"deal.updated","data":{"deal":{"id":"d_%d","value":2500,"group":%d,"note":"%s"}}}"""
                                .formatted(i, i % groups, padding));
                insert.addBatch();
                if (i % 500 == 499) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
        connection.setAutoCommit(true);
    }

    private static Figures work(Map<String, String> settings, Statement statement, Load load) throws SQLException {
        ProcessHandle database = ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").contains("mariadbd"))
                .findFirst()
                .orElseThrow();
        OperatingSystemMXBean app = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long deliveries = (long) load.events() * load.fanOut();
        long redo = status(statement, "Innodb_lsn_current");
        long questions = status(statement, "Questions");
        long databaseNanos = cpu(database);
        long appNanos = app.getProcessCpuTime();
        long start = System.nanoTime();
        AtlasRuntime runtime = start(settings);
        try {
            int hanging = Math.min(load.backlog(), IN_FLIGHT_PER_ENDPOINT);
            while (number(statement, "SELECT EXISTS (SELECT 1 FROM atlas_outbox)") > 0
                    || number(statement, "SELECT COUNT(*) FROM atlas_queue WHERE due_at > 0") > hanging) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        } finally {
            runtime.close();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long done = number(statement, "SELECT COUNT(*) FROM atlas_delivery WHERE status = 'delivered'");
        if (done != deliveries) {
            throw new IllegalStateException("%d of %d deliveries were made".formatted(done, deliveries));
        }
        return new Figures(
                deliveries / seconds,
                (cpu(database) - databaseNanos) / 1e3 / deliveries,
                (app.getProcessCpuTime() - appNanos) / 1e3 / deliveries,
                (status(statement, "Innodb_lsn_current") - redo) / (double) deliveries,
                (status(statement, "Questions") - questions) / (double) deliveries);
    }

    private static long cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static long status(Statement statement, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + name + "'")) {
            row.next();
            return row.getLong(2);
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
