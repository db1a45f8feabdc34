package dev.atlas.webhooks.benchmarks.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How long an endpoint that comes back takes to catch up, and what it says of that meanwhile. */
record HeldLoad(LoadRun run) {
    private static final int LANE = 4_000_000;
    private static final Duration LOOK = Duration.ofSeconds(1);

    void measure(int deliveries) throws Exception {
        measure("held", LANE, deliveries, Map.of());
        measure("held-limited", LANE + 1, deliveries / 10, Map.of("rate_limit", 200));
    }

    private void measure(String path, int lane, int deliveries, Map<String, ?> more) throws Exception {
        run.createEndpoints(path, lane, 1, more);
        String endpoint = "endpoints/"
                + run.api().all(run.node().address(), "endpoints").stream()
                        .filter(each -> each.path("url").asString().endsWith("/" + path + "/0"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        run.api().post(run.node().address(), endpoint + "/pause", Map.of());
        run.load().fill(deliveries, i -> lane);
        while (read(endpoint).path("waiting").asLong() < deliveries) {
            Pauses.of(Duration.ofMillis(500));
        }
        System.out.printf("%,d held deliveries are let go (%s)%n", deliveries, more.isEmpty() ? "no limit" : more);
        long before = run.sink().report().count();
        Instant start = Instant.now();
        run.api().post(run.node().address(), endpoint + "/resume", Map.of());
        StringBuilder told = new StringBuilder();
        while (run.sink().report().count() - before < deliveries) {
            Pauses.of(LOOK);
            JsonNode view = read(endpoint);
            told.append("    after %.1f s: %,d wait, done after %s%n"
                    .formatted(
                            seconds(start, Instant.now()),
                            view.path("waiting").asLong(),
                            view.path("drained_at").isString()
                                    ? "%.1f s"
                                            .formatted(seconds(
                                                    start,
                                                    Instant.parse(view.path("drained_at")
                                                            .asString())))
                                    : "-"));
        }
        System.out.printf("%s    it took %.1f s%n", told, seconds(start, Instant.now()));
    }

    private JsonNode read(String endpoint) throws Exception {
        return run.api().get(run.node().address(), endpoint);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1_000.0;
    }
}
