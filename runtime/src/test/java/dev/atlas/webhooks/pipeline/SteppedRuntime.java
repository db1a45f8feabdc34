package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.DeliverySearch;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.IngestAnswer;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.Role;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.config.AtlasConfig;
import dev.atlas.webhooks.config.ContainerResources;
import dev.atlas.webhooks.config.Settings;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The whole runtime on a real database, with its workers stepped by hand under a clock that stands; unless a test sets
 * whether workers are enabled: then it starts as it does in production.
 */
final class SteppedRuntime implements AutoCloseable {
    static final WorkspaceId WORKSPACE = new WorkspaceId(WorkspaceId.STEP);
    static final Actor ACTOR = new Actor(WORKSPACE, "ada@example.com", Role.OWNER);

    private static final long DEADLINE_NANOS = Duration.ofSeconds(20).toNanos();

    final TestClock clock;
    final AtlasRuntime runtime;

    SteppedRuntime(TestDatabase database, TestClock clock, Map<String, String> settings) {
        this(
                clock,
                settings,
                Map.of(
                        "atlas.db.url", database.jdbcUrl(),
                        "atlas.db.user", database.user(),
                        "atlas.db.password", database.password(),
                        "atlas.db.pool-size", "4"),
                Optional.empty());
    }

    /** With connections of a container, whatever it may be. */
    SteppedRuntime(DataSource dataSource, TestClock clock, Map<String, String> settings) {
        this(clock, settings, Map.of(), Optional.of(dataSource));
    }

    private SteppedRuntime(
            TestClock clock, Map<String, String> settings, Map<String, String> pool, Optional<DataSource> container) {
        this.clock = clock;
        Map<String, String> all = new HashMap<>(Map.of(
                "atlas.master-key", Base64.getEncoder().encodeToString(new byte[32]),
                "atlas.bootstrap.admin-email", "ada@example.com",
                "atlas.bootstrap.admin-password", "correct horse",
                "atlas.bootstrap.api-key", "atlas_sk_0123456789abcdef",
                "atlas.network.allow", "127.0.0.0/8",
                "atlas.workers.enabled", "false"));
        all.putAll(pool);
        all.putAll(settings);
        AtlasConfig config = AtlasConfig.read(Settings.of(all, Map.of(), List.of()), bound(container.isPresent()));
        this.runtime = AtlasRuntime.prepare(
                config,
                new HostResources(
                        name -> container.orElseThrow(),
                        name -> {
                            throw new AssertionError("no container here");
                        },
                        new SimpleMeterRegistry(),
                        clock,
                        clock::nanoTime));
        if (settings.containsKey("atlas.workers.enabled")) {
            runtime.begin();
        }
    }

    private static ContainerResources bound(boolean dataSource) {
        return new ContainerResources() {
            @Override
            public boolean hasDataSource(String jndiName) {
                return dataSource;
            }

            @Override
            public boolean hasMailSession(String jndiName) {
                return false;
            }
        };
    }

    static EndpointInput to(String url) {
        return new EndpointInput(url, null, null, null, null, null, null, null, null, null);
    }

    EndpointId endpoint(EndpointInput input) {
        return ok(runtime.services().endpoints().create(ACTOR, input))
                .view()
                .endpoint()
                .id();
    }

    EndpointView view(EndpointId id) {
        return ok(runtime.services().endpoints().get(id));
    }

    /** Publishes over the same service as HTTP. */
    String publish(String json) {
        IngestAnswer answer = runtime.services().ingest().publish(WORKSPACE, json, null);
        assertThat(answer).isInstanceOf(IngestAnswer.Accepted.class);
        return ((IngestAnswer.Accepted) answer).publicIds().get(0);
    }

    /** Runs every worker until none finds anything to do and no attempt is under way. */
    void settleEverything() {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        Engine.Path path = runtime.path();
        while (true) {
            int done = path.route().runOnce()
                    + path.deliver().runOnce()
                    + path.drain().runOnce();
            while (runtime.inFlight().count() > 0) {
                done += path.settle().runOnce();
                assertThat(System.nanoTime()).as("waiting for attempts").isLessThan(deadline);
                Thread.onSpinWait();
            }
            if (done == 0) {
                return;
            }
        }
    }

    List<DeliveryView> deliveries(EndpointId endpoint) {
        DeliverySearch search = new DeliverySearch(endpoint, null, null, null, null, null);
        return runtime.services()
                .deliveries()
                .list(WORKSPACE, search, new SliceRequest(SliceRequest.MAX_LIMIT, null))
                .items();
    }

    static <T> T ok(Result<T> result) {
        assertThat(result).isInstanceOf(Result.Ok.class);
        return ((Result.Ok<T>) result).value();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
