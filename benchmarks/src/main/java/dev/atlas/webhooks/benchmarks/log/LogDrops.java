package dev.atlas.webhooks.benchmarks.log;

import dev.atlas.webhooks.benchmarks.load.LiveTraffic;
import dev.atlas.webhooks.benchmarks.load.LiveTraffic.Stretch;
import dev.atlas.webhooks.benchmarks.site.JdbcDatabase;
import dev.atlas.webhooks.retention.Retention;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Drops the oldest days, as the retention worker does, while events are published and delivered. */
record LogDrops(JdbcDatabase database, Retention retention, LiveTraffic traffic) {
    private static final PrintStream LOG = System.out;

    void measure(int days) throws Exception {
        LOG.printf(
                "%n| with live traffic | took | received of published | commit to receipt, ms: p50 / p99 / most | longest"
                        + " time without a receipt |%n|---|---|---|---|---|%n");
        print("nothing else, 10 s", traffic.during(() -> pause(10)));
        Instant tomorrow = Instant.now();
        for (int day = 0; day < days; day++) {
            tomorrow = tomorrow.plus(Duration.ofDays(1));
            Instant then = tomorrow;
            print("drop of the oldest day of every table", traffic.during(() -> {
                pause(2);
                long took = drop(then);
                pause(2);
                return took;
            }));
        }
        Instant then = tomorrow.plus(Duration.ofDays(1));
        print("the same while a transaction reads the tables", traffic.during(() -> {
            try (Connection reader = database.connect();
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.executeQuery("SELECT 1 FROM atlas_delivery LIMIT 1").close();
                statement.executeQuery("SELECT 1 FROM atlas_event LIMIT 1").close();
                pause(2);
                long took = drop(then);
                reader.rollback();
                return took;
            }
        }));
        print("and once more without it", traffic.during(() -> drop(then)));
    }

    private long drop(Instant now) {
        long begun = System.nanoTime();
        boolean complete = retention.run(now);
        long took = (System.nanoTime() - begun) / 1_000_000;
        LOG.printf("    %s%n", complete ? "all done" : "tables were in use");
        return took;
    }

    private static long pause(int seconds) throws InterruptedException {
        if (new CountDownLatch(1).await(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody counts down");
        }
        return 0;
    }

    private static void print(String what, Stretch<Long> stretch) {
        LOG.printf(
                "| %s | %,d ms | %,d of %,d | %s | %.0f ms |%n",
                what, stretch.result(), stretch.received(), stretch.published(), stretch.latency(), stretch.gap());
    }
}
