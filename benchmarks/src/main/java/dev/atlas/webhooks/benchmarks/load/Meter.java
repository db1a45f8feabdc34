package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.embedded.ForkedProcess;
import java.time.Duration;

/** What a stretch of work has cost. */
final class Meter {
    private final ForkedProcess node;
    private final SinkProcess sink;
    private final JdbcLoad load;
    private final long start = System.nanoTime();
    private final Duration nodeCpu;
    private final Duration databaseCpu;
    private final long sinkCpu;
    private final JdbcLoad.Counters counters;

    private Meter(ForkedProcess node, SinkProcess sink, JdbcLoad load) throws Exception {
        this.node = node;
        this.sink = sink;
        this.load = load;
        this.nodeCpu = node.cpu();
        this.databaseCpu = databaseCpu();
        this.counters = load.counters();
        this.sinkCpu = sink.restart().cpuMicros();
    }

    static Meter start(ForkedProcess node, SinkProcess sink, JdbcLoad load) throws Exception {
        return new Meter(node, sink, load);
    }

    /** CPU in microseconds, the rest as named, all for one delivery. */
    record Cost(
            double perSecond,
            SinkProcess.Report report,
            double serverCpu,
            double databaseCpu,
            double sinkCpu,
            double queries,
            double sqlBytes,
            double redo) {
        @Override
        public String toString() {
            return "%,9.0f /s | %.0f / %.0f / %.0f | %.1f / %.1f / %.1f | %.3f | %,.0f | %,.0f"
                    .formatted(
                            perSecond,
                            serverCpu,
                            databaseCpu,
                            sinkCpu,
                            report.p50(),
                            report.p99(),
                            report.p999(),
                            queries,
                            sqlBytes,
                            redo);
        }
    }

    /** Since the start. */
    Cost stop() throws Exception {
        SinkProcess.Report report = sink.report();
        double seconds = (System.nanoTime() - start) / 1e9;
        JdbcLoad.Counters spent = load.counters().minus(counters);
        double each = Math.max(1, report.count());
        return new Cost(
                report.count() / seconds,
                report,
                micros(node.cpu().minus(nodeCpu)) / each,
                micros(databaseCpu().minus(databaseCpu)) / each,
                (report.cpuMicros() - sinkCpu) / each,
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
