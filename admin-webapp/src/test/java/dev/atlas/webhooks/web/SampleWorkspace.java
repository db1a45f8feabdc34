package dev.atlas.webhooks.web;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.CreatedEndpoint;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.EndpointSecretView;
import dev.atlas.webhooks.admin.Passwords;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.Role;
import dev.atlas.webhooks.admin.Tickets;
import dev.atlas.webhooks.attempt.AttemptRecord;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.FailureKind;
import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.attempt.JdbcAttempts;
import dev.atlas.webhooks.attempt.PhaseTimings;
import dev.atlas.webhooks.attempt.Trace;
import dev.atlas.webhooks.config.AtlasConfig;
import dev.atlas.webhooks.config.ContainerResources;
import dev.atlas.webhooks.config.Secret;
import dev.atlas.webhooks.config.Settings;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.endpoint.SecretCipher;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.NewEvent;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.AttemptId;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.pause.Pausing;
import dev.atlas.webhooks.pipeline.AtlasRuntime;
import dev.atlas.webhooks.pipeline.HostResources;
import dev.atlas.webhooks.pipeline.Services;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Finished;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.queue.JdbcSequences;
import dev.atlas.webhooks.queue.Lease;
import dev.atlas.webhooks.queue.Queued;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** A workspace on a real database with the real services, and the means to fill it with what pages show. */
final class SampleWorkspace {
    static final String OWNER = "ada@demo.example";
    static final String VIEWER = "vera@demo.example";
    static final String PASSWORD = "correct horse";

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final ContainerResources CONTAINER = new ContainerResources() {
        @Override
        public boolean hasDataSource(String jndiName) {
            return true;
        }

        @Override
        public boolean hasMailSession(String jndiName) {
            return false;
        }
    };

    private final WorkspaceId workspace = new WorkspaceId(WorkspaceId.STEP);
    private final Actor owner = new Actor(workspace, OWNER, Role.OWNER);
    private final AtlasRuntime runtime;
    private final InstantSource clock;
    private final IdSource ids;
    private final Database database;
    private final JdbcEndpoints endpoints;
    private final Tickets tickets;

    SampleWorkspace(DataSource dataSource, InstantSource clock) {
        this.clock = clock;
        Settings settings = Settings.of(
                Map.of(
                        "atlas.master-key", KEY,
                        "atlas.workers.enabled", "false",
                        "atlas.bootstrap.workspace", "Demo",
                        "atlas.bootstrap.admin-email", OWNER,
                        "atlas.bootstrap.admin-password", PASSWORD),
                Map.of(),
                List.of());
        AtlasConfig config = AtlasConfig.read(settings, CONTAINER);
        runtime = AtlasRuntime.start(
                config, new HostResources(name -> dataSource, name -> name, new SimpleMeterRegistry(), clock));
        ids = new IdSource(clock, IdSource.NODES - 1);
        database = new Database(dataSource);
        endpoints = new JdbcEndpoints(new SecretCipher(config.masterKeys(), new SecureRandom()));
        tickets = new Tickets(config.masterKeys(), ids, clock);
        addMember(new Passwords(new SecureRandom()));
    }

    private void addMember(Passwords passwords) {
        long member = ids.next();
        database.inTransaction(tx -> {
            tx.execute(
                    "INSERT INTO atlas_member (member_id, email, password_hash, created_at) VALUES (?, ?, ?, 0)",
                    member,
                    VIEWER,
                    passwords.hash(new Secret(PASSWORD)));
            return tx.execute(
                    "INSERT INTO atlas_membership (workspace_id, member_id, role) VALUES (?, ?, 'viewer')",
                    workspace.value(),
                    member);
        });
    }

    /** What the newest mail's link ends with. */
    String lastTicket() {
        return database.read(tx -> tickets.token(tx.select("SELECT MAX(ticket_id) FROM atlas_ticket")
                .mapTo(Long.class)
                .one()));
    }

    Services services() {
        return runtime.services();
    }

    void close() {
        runtime.close();
    }

    EndpointId endpoint(String url, String description, String filter, String... types) {
        EndpointInput input = new EndpointInput(
                url,
                description,
                OWNER,
                List.of(types),
                filter,
                false,
                null,
                Map.of("X-Tenant", "hidden-42"),
                null,
                null);
        Result<CreatedEndpoint> created = services().endpoints().create(owner, input);
        return ((Result.Ok<CreatedEndpoint>) created).value().view().endpoint().id();
    }

    Map<String, String> headers(EndpointId endpoint) {
        return database.read(
                tx -> endpoints.find(tx, endpoint).orElseThrow().spec().headers());
    }

    String secret(EndpointId endpoint) {
        return ((Result.Ok<EndpointSecretView>) services().secrets().reveal(owner, endpoint))
                .value()
                .secret();
    }

    void pauseAutomatically(EndpointId endpoint, String reason, String lastError) {
        database.inTransaction(tx -> {
            JdbcHealth.failed(tx, endpoint, clock.instant().minus(Duration.ofHours(50)), lastError);
            new Pausing(endpoints, clock).pause(tx, endpoint, true, reason);
            return true;
        });
    }

    /** What somebody has done to its row by hand, and this node has noticed. */
    void damage(EndpointId endpoint, String assignment) {
        database.inTransaction(tx -> {
            JdbcEndpoints.announce(tx, endpoint);
            return tx.execute("UPDATE atlas_endpoint SET " + assignment + " WHERE endpoint_id = ?", endpoint.value());
        });
    }

    void damageReplays(String assignment) {
        database.inTransaction(tx -> tx.execute("UPDATE atlas_replay SET " + assignment));
    }

    /** What another master key does to its secret; twice, it can be decrypted again. */
    void lock(EndpointId endpoint) {
        database.inTransaction(tx -> tx.execute(
                "UPDATE atlas_endpoint_secret SET secret = REVERSE(secret) WHERE endpoint_id = ?", endpoint.value()));
    }

    void succeeded(EndpointId endpoint) {
        database.inTransaction(tx -> {
            JdbcHealth.succeeded(tx, endpoint, clock.instant().minusSeconds(40));
            return true;
        });
    }

    void failing(EndpointId endpoint, String lastError) {
        database.inTransaction(tx -> {
            JdbcHealth.failed(tx, endpoint, clock.instant().minus(Duration.ofMinutes(50)), lastError);
            return true;
        });
    }

    /** A delivery of a new event in some state, with so many attempts; the last one succeeded if it is delivered. */
    DeliveryId delivery(EndpointId endpoint, String type, String data, DeliveryStatus status, int attempts) {
        Instant created = clock.instant().minusSeconds(90);
        EventId event = new EventId(workspace, ids.next());
        DeliveryId id = new DeliveryId(workspace, ids.next());
        return database.inTransaction(tx -> {
            NewEvent news = new NewEvent(null, type, created.getEpochSecond(), List.of("emea"), data, null);
            JdbcEvents.insert(tx, List.of(new StoredEvent(event, created, news)));
            long sequence = JdbcSequences.take(tx, workspace, new TreeMap<>(Map.of(endpoint, 1)))
                    .get(endpoint);
            Delivery delivery = new Delivery(
                    id,
                    endpoint,
                    event,
                    type,
                    sequence,
                    1,
                    status,
                    new Delivery.Schedule(attempts, attempts, null, true),
                    created,
                    null);
            store(tx, delivery, lastCode(status, attempts));
            for (int number = 1; number <= attempts; number++) {
                boolean succeeds = number == attempts && status == DeliveryStatus.DELIVERED;
                JdbcAttempts.insert(tx, List.of(attempt(id, number, succeeds)));
            }
            return id;
        });
    }

    private void store(Handle tx, Delivery delivery, Integer code) {
        switch (delivery.status()) {
            case PENDING, HELD -> {
                Instant next = delivery.status() == DeliveryStatus.PENDING
                        ? clock.instant().plusSeconds(300)
                        : null;
                JdbcQueue.insert(tx, List.of(new Queued(delivery, Lease.FREE, next)), delivery.createdAt());
                JdbcQueue.fail(tx, List.of(new JdbcQueue.Failed(delivery, next, code, delivery.createdAt())));
            }
            case DELIVERED, DEAD, CANCELLED -> {
                String reason = delivery.status() == DeliveryStatus.DEAD ? "exhausted" : null;
                Finished.Death death = reason == null ? null : new Finished.Death(reason, "HTTP " + code);
                JdbcDeliveries.insert(tx, List.of(new Finished(delivery, code, delivery.createdAt(), death)));
            }
        }
    }

    private static Integer lastCode(DeliveryStatus status, int attempts) {
        if (attempts == 0) {
            return null;
        }
        if (status == DeliveryStatus.DELIVERED) {
            return 200;
        }
        return timesOut(attempts) ? null : Integer.valueOf(503);
    }

    private static boolean timesOut(int failingAttempt) {
        return failingAttempt % 2 == 0;
    }

    private AttemptRecord attempt(DeliveryId delivery, int number, boolean succeeds) {
        Instant at = clock.instant().minusSeconds(600 - number * 10L);
        List<Header> sent = List.of(
                new Header("Content-Type", "application/json; charset=utf-8"),
                new Header("User-Agent", "Atlas-Webhooks/0.1.0"),
                new Header(
                        "Atlas-Signature",
                        "t=1732365600,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd"),
                new Header("Atlas-Attempt", Integer.toString(number)));
        Duration dns = Duration.ofMillis(12);
        Duration connect = Duration.ofMillis(31);
        Duration tls = Duration.ofMillis(48);
        boolean timesOut = !succeeds && timesOut(number);
        PhaseTimings phases = timesOut
                ? new PhaseTimings(dns, connect, tls, null, Duration.ofMillis(10_003))
                : new PhaseTimings(dns, connect, tls, Duration.ofMillis(79), Duration.ofMillis(184));
        Trace trace = new Trace(at, phases, "203.0.113.17");
        String body = succeeds
                ? "{\"received\":true}"
                : "{\"error\":{\"message\":\"<script>alert('down')</script>\",\"retry_after\":120.00}}";
        AttemptResult result = timesOut
                ? new AttemptResult.Failed(
                        trace,
                        FailureKind.TIMEOUT,
                        "No answer within 10 s: the request was sent, but nothing came back.")
                : new AttemptResult.Responded(
                        trace,
                        succeeds ? 200 : 503,
                        List.of(new Header("Content-Type", "application/json"), new Header("Server", "nginx")),
                        body.getBytes(StandardCharsets.UTF_8),
                        false);
        return new AttemptRecord(new AttemptId(workspace, ids.next()), delivery, number, sent, result);
    }
}
