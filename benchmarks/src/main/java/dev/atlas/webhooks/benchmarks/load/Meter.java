package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.embedded.ForkedProcess;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What a stretch of work has cost. */
final class Meter {
    private final ForkedProcess server;
    private final Receivers receivers;
    private final JdbcLoad load;
    private final long start = System.nanoTime();
    private final Duration serverCpu;
    private final Duration databaseCpu;
    private final Receivers.Report before;
    private final JdbcLoad.Counters counters;

    private Meter(ForkedProcess server, Receivers receivers, JdbcLoad load) throws Exception {
        this.server = server;
        this.receivers = receivers;
        this.load = load;
        this.serverCpu = server.cpu();
        this.databaseCpu = databaseCpu();
        this.counters = load.counters();
        this.before = receivers.report();
    }

    static Meter start(ForkedProcess server, Receivers receivers, JdbcLoad load) throws Exception {
        return new Meter(server, receivers, load);
    }

    /** CPU in microseconds, the rest as named; all but the rate for one delivery. */
    record Cost(
            double perSecond,
            double serverCpu,
            double databaseCpu,
            double sinkCpu,
            double statements,
            double sqlBytes,
            double redo) {

        double cpu() {
            return serverCpu + databaseCpu + sinkCpu;
        }

        /** The round of median rate. */
        static Cost median(List<Cost> rounds) {
            return rounds.stream()
                    .sorted(Comparator.comparingDouble(Cost::perSecond))
                    .toList()
                    .get(rounds.size() / 2);
        }

        @Override
        public String toString() {
            return "%,9.0f /s | %.0f / %.0f / %.0f | %.3f, %,.0f, %,.0f"
                    .formatted(perSecond, serverCpu, databaseCpu, sinkCpu, statements, sqlBytes, redo);
        }
    }

    /** Since the start. */
    Cost stop() throws Exception {
        Receivers.Report report = receivers.report();
        double seconds = (System.nanoTime() - start) / 1e9;
        JdbcLoad.Counters spent = load.counters().minus(counters);
        double count = report.count() - before.count();
        double each = Math.max(1, count);
        return new Cost(
                count / seconds,
                micros(server.cpu().minus(serverCpu)) / each,
                micros(databaseCpu().minus(databaseCpu)) / each,
                (report.cpuMicros() - before.cpuMicros()) / each,
                spent.queries() / each,
                spent.bytes() / each,
                spent.redo() / each);
    }

    private static double micros(Duration duration) {
        return duration.toNanos() / 1e3;
    }

    /** Of the database server, which is a child of this process. */
    static Duration databaseCpu() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").contains("mariadbd"))
                .findFirst()
                .flatMap(child -> child.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
