package dev.atlas.webhooks.benchmarks.log;

import dev.atlas.webhooks.admin.DeadLetterSearch;
import dev.atlas.webhooks.admin.DeliverySearch;
import dev.atlas.webhooks.admin.EventSearch;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.config.AtlasConfig;
import dev.atlas.webhooks.config.ContainerResources;
import dev.atlas.webhooks.config.Settings;
import dev.atlas.webhooks.embedded.DatabaseServer;
import dev.atlas.webhooks.embedded.MariaDbServer;
import dev.atlas.webhooks.embedded.ServerFolders;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.pipeline.AtlasRuntime;
import dev.atlas.webhooks.pipeline.HostResources;
import dev.atlas.webhooks.pipeline.Services;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.retention.Retention;
import dev.atlas.webhooks.stats.Window;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills a database with a long log and measures the pages of every list and the drop of a day. */
@Command(
        name = "log",
        description = "Fills a MariaDB with a month of deliveries; measures pages of the lists and the drop of a day.",
        mixinStandardHelpOptions = true)
public final class LogCommand implements Callable<Integer> {
    private static final int DAYS = 30;
    private static final int RUNS = 15;
    private static final PrintStream LOG = System.out;
    private static final WorkspaceId WORKSPACE = new WorkspaceId(WorkspaceId.STEP);

    @Option(names = "--rows", defaultValue = "10000000", description = "deliveries; as many events and attempts")
    private long rows;

    @Override
    public Integer call() throws IOException, SQLException {
        Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "log-");
        Path binaries = Path.of(System.getProperty("atlas.embedded.dir", "target/embedded"));
        Consumer<String> progress = line -> LOG.println(line);
        try (DatabaseServer server = MariaDbServer.start(new ServerFolders(binaries, home), progress)) {
            server.createDatabase("atlas");
            try (AtlasRuntime atlas = start(server)) {
                Instant now = Instant.now();
                Retention retention = new Retention(
                        new Database(server.dataSource("atlas")), Duration.ofDays(DAYS), Duration.ofDays(2));
                fill(server, retention, now);
                measure(atlas.services());
                JdbcLongLog log = new JdbcLongLog(server.dataSource("atlas"), WORKSPACE.value());
                for (String table : List.of("atlas_event", "atlas_attempt", "atlas_delivery")) {
                    long begun = System.nanoTime();
                    long rowsOfTheDay = log.dropOldestDay(table);
                    LOG.printf("| drop of a day of %s, %,d rows | %,d ms | |%n", table, rowsOfTheDay, since(begun));
                }
            }
        }
        return 0;
    }

    private static AtlasRuntime start(DatabaseServer server) {
        Map<String, String> settings = Map.of(
                "atlas.db.url", server.jdbcUrl("atlas"),
                "atlas.db.user", server.user(),
                "atlas.db.password", server.password(),
                "atlas.master-key", Base64.getEncoder().encodeToString(new byte[32]),
                "atlas.bootstrap.api-key", "atlas_sk_0123456789abcdef",
                "atlas.workers.enabled", "false");
        return AtlasRuntime.start(
                AtlasConfig.read(Settings.of(settings, Map.of(), List.of()), ContainerResources.none()),
                new HostResources(
                        name -> {
                            throw new IllegalArgumentException("no container here");
                        },
                        name -> {
                            throw new IllegalArgumentException("no container here");
                        },
                        new SimpleMeterRegistry(),
                        InstantSource.system()));
    }

    private void fill(DatabaseServer server, Retention retention, Instant now) throws SQLException {
        Instant first = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS - 1L));
        for (int day = 0; day < DAYS; day += 7) {
            retention.run(first.plus(Duration.ofDays(day)));
        }
        retention.run(now);
        JdbcLongLog log = new JdbcLongLog(server.dataSource("atlas"), WORKSPACE.value());
        long begun = System.nanoTime();
        long perDay = rows / DAYS;
        for (int day = 0; day < DAYS; day++) {
            log.day(first.plus(Duration.ofDays(day)), day * perDay, perDay);
        }
        LOG.printf("filled with %,d deliveries in %,d s%n%n", perDay * DAYS, since(begun) / 1000);
        LOG.printf("| page of 50 | median | slowest of %d |%n|---|---|---|%n", RUNS);
    }

    private void measure(Services services) {
        EndpointId endpoint = new EndpointId(WORKSPACE, 17);
        Instant middle = Instant.now().minus(Duration.ofDays(DAYS / 2));
        deliveries(services, "all deliveries", DeliverySearch.ALL);
        deliveries(services, "of an endpoint", search(endpoint, null, null, null));
        deliveries(services, "dead", search(null, DeliveryStatus.DEAD, null, null));
        deliveries(services, "dead of an endpoint", search(endpoint, DeliveryStatus.DEAD, null, null));
        deliveries(services, "code 422", search(null, null, 422, null));
        deliveries(services, "code 503, of which there are none", search(null, null, 503, null));
        deliveries(services, "until the middle of the month", search(null, null, null, middle));
        events(services, "events of a type", new EventSearch("deal.updated", null, null, null, null));
        events(services, "events of types deal.*", new EventSearch("deal.*", null, null, null, null));
        events(services, "events with a rare tag", new EventSearch(null, "enterprise", null, null, null));
        events(services, "events with a text", new EventSearch(null, null, null, null, "\"value\":4711,"));
        time("dead letters", () -> services.deadLetters()
                .list(WORKSPACE, new DeadLetterSearch(null, null, List.of()), SliceRequest.first()));
        time("dead letters by cause", () -> services.deadLetters().groups(WORKSPACE));
        time("numbers of 30 days", () -> services.stats().read(WORKSPACE, null, Window.MONTH));
    }

    private static DeliverySearch search(
            @Nullable EndpointId endpoint,
            @Nullable DeliveryStatus status,
            @Nullable Integer code,
            @Nullable Instant until) {
        return new DeliverySearch(endpoint, null, status, code, null, until);
    }

    private static void deliveries(Services services, String name, DeliverySearch search) {
        pages(name, request -> services.deliveries().list(WORKSPACE, search, request));
    }

    private static void events(Services services, String name, EventSearch search) {
        pages(name, request -> services.events().list(WORKSPACE, search, request));
    }

    /** The first page, and one that is twenty pages further. */
    private static <T> void pages(String name, Function<SliceRequest, Slice<T>> list) {
        time(name + ", first page", () -> list.apply(SliceRequest.first()));
        SliceRequest request = SliceRequest.first();
        for (int page = 0; page < 20; page++) {
            String next = list.apply(request).next();
            if (next == null) {
                return;
            }
            request = new SliceRequest(SliceRequest.DEFAULT_LIMIT, next);
        }
        SliceRequest far = request;
        time(name + ", page 21", () -> list.apply(far));
    }

    private static void time(String name, Callable<?> work) {
        long[] millis = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long begun = System.nanoTime();
            try {
                work.call();
            } catch (Exception e) {
                throw new IllegalStateException(name, e);
            }
            millis[run] = since(begun);
        }
        Arrays.sort(millis);
        LOG.printf("| %s | %,d ms | %,d ms |%n", name, millis[RUNS / 2], millis[RUNS - 1]);
    }

    private static long since(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
