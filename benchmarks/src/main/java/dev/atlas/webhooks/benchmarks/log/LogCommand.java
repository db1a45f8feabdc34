package dev.atlas.webhooks.benchmarks.log;

import dev.atlas.webhooks.benchmarks.load.LiveTraffic;
import dev.atlas.webhooks.benchmarks.site.Api;
import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.embedded.StandaloneWar;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.retention.Retention;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills a database with a long log and measures the pages of every list and the drop of a day. */
@Command(
        name = "log",
        description = "Fills a MariaDB with a month of deliveries, which stay for the next run; measures the pages of"
                + " every list and, with live traffic, the drop of a day.",
        mixinStandardHelpOptions = true)
public final class LogCommand implements Callable<Integer> {
    static final int DAYS = 30;

    private static final PrintStream LOG = System.out;
    private static final int ENDPOINTS = 100;
    private static final long WORKSPACE = 1_024;

    /** Nobody publishes such a type, so nothing is routed to them. */
    private static final String NEVER = "log.never";

    @Option(names = "--rows", defaultValue = "10000000", description = "deliveries; as many of all else")
    private long rows;

    @Option(names = "--fill-only", description = "measure nothing")
    private boolean fillOnly;

    @Option(names = "--drops", defaultValue = "3", description = "days to drop; 0 keeps the log as it is")
    private int drops;

    @Option(names = "--rate", defaultValue = "1000", description = "live events a second while a day is dropped")
    private int rate;

    @Option(names = "--war", defaultValue = "admin-webapp/target/atlas-webhooks.war")
    private Path war = Path.of("");

    @Option(names = "--folder", defaultValue = "benchmarks/target/log", description = "for data and logs")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Exception {
        Map<String, String> settings = Map.of("atlas.retention", DAYS + 5 + "d");
        try (Site site = Site.kept(folder, war, settings)) {
            site.database().sizeForLoad();
            Retention retention = new Retention(
                    new Database(
                            site.database().server().dataSource(site.database().name())),
                    Duration.ofDays(DAYS),
                    Duration.ofDays(2));
            try (StandaloneWar node = site.startNode(List.of("-Xmx512m"))) {
                fill(site, node, retention);
                if (!fillOnly) {
                    new LogPages(node.address(), new Api()).measure();
                }
                if (!fillOnly && drops > 0) {
                    try (LiveTraffic load = LiveTraffic.start(site, node, rate)) {
                        new LogDrops(site.database(), retention, load).measure(drops);
                    }
                }
            }
        }
        return 0;
    }

    private void fill(Site site, StandaloneWar node, Retention retention) throws Exception {
        JdbcLongLog log = new JdbcLongLog(
                site.database().server().dataSource(site.database().name()), WORKSPACE);
        Api api = new Api();
        if (api.all(node.address(), "endpoints").isEmpty()) {
            List<EndpointId> endpoints = new ArrayList<>();
            for (int i = 0; i < ENDPOINTS; i++) {
                endpoints.add(EndpointId.parse(api.createEndpoint(
                        node.address(), Map.of("url", "http://127.0.0.1:9/" + i, "event_types", List.of(NEVER)))));
            }
            log.endpoints(endpoints);
        }
        Instant now = Instant.now();
        Instant first = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS - 1L));
        for (int day = 0; day < DAYS; day += 7) {
            retention.run(first.plus(Duration.ofDays(day)));
        }
        retention.run(now);
        for (String table : List.of("atlas_attempt", "atlas_replay")) {
            fill(log, table, first);
        }
        LOG.printf("%n| table | rows, about | size | a row, data and indexes |%n|---|---|---|---|%n");
        log.sizes().forEach(LOG::println);
        LOG.println();
    }

    private void fill(JdbcLongLog log, String table, Instant first) throws SQLException {
        long begun = System.nanoTime();
        long perDay = rows / DAYS;
        Duration step = Duration.ofMillis(Math.max(1, Duration.ofDays(1).toMillis() / perDay));
        for (int day = 0; day < DAYS; day++) {
            Instant start = first.plus(Duration.ofDays(day));
            if (table.equals("atlas_replay") && !log.reaches(table, "replay_id", start)) {
                log.fillTheRest(start, step, perDay);
                LOG.printf("lists of day %d after %,d s%n", day, (System.nanoTime() - begun) / 1_000_000_000);
            } else if (table.equals("atlas_attempt") && !log.reaches(table, "delivery_id", start)) {
                log.fill(start, step, day * perDay, perDay);
                LOG.printf("deliveries of day %d after %,d s%n", day, (System.nanoTime() - begun) / 1_000_000_000);
            }
        }
    }
}
