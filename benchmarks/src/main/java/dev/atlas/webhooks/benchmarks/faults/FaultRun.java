package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.site.Api;
import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.Eventually;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/**
 * One run: publish, break, let it heal, check.
 *
 * @param seed of every choice; the timing of processes stays their own
 * @param length of the time in which things break
 * @param pauseMillis the mean time between two actions of a publisher
 */
public record FaultRun(long seed, Duration length, int nodes, int pauseMillis) {
    /** Places for attempts of each node: as many may be made twice when it dies. */
    static final int MAX_IN_FLIGHT = 64;

    static final int ATTEMPTS = 4;

    private static final int SQL_PUBLISHERS = 2;
    private static final int HELD_OPEN_MS = 5_000;

    /** The leases that the last kill leaves behind, and the work that has waited. */
    private static final Duration HEALING = Duration.ofMinutes(5);

    private static final Map<String, String> SETTINGS = Map.of(
            "atlas.retry.offsets", "1s,2s,4s",
            "atlas.delivery.timeout", "4s",
            "atlas.delivery.max-in-flight", String.valueOf(MAX_IN_FLIGHT));

    /**
     * Runs it and returns the findings.
     *
     * @param folder for data and logs
     */
    public Findings in(Path folder, Path war) throws Exception {
        System.out.printf("seed %d: %d nodes, %d s%n", seed, nodes, length.toSeconds());
        try (Site site = Site.start(folder, war, SETTINGS);
                Receivers receivers = Receivers.start(new Random(seed));
                Nodes processes = Nodes.start(site, nodes)) {
            Api api = new Api();
            Map<Target, String> endpoints = new EnumMap<>(Target.class);
            for (Target target : Target.values()) {
                endpoints.put(target, api.createEndpoint(processes.get(0).address(), target.body(receivers)));
            }
            Journal journal = new Journal();
            List<Disturbance> disturbances = publishAndBreak(site, processes, api, journal);
            System.out.println("all is up again; what waits is worked off");
            URI address = processes.get(0).address();
            State state = new State(api, address, endpoints);
            heal(state, journal, receivers);
            List<CaughtMail> mails = Eventually.get(
                    HEALING,
                    "a mail for each paused endpoint",
                    () -> site.mails().mails(),
                    MailCheck::complete);
            return Checks.of(journal, receivers.receipts(), state, disturbances, mails);
        }
    }

    private List<Disturbance> publishAndBreak(Site site, Nodes processes, Api api, Journal journal) throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        List<Thread> publishers = new ArrayList<>();
        for (int i = 0; i < SQL_PUBLISHERS; i++) {
            publishers.add(new Thread(
                    new JdbcPublisher("sql" + i, site.database(), journal, new Random(seed + i), pauseMillis, stop)));
        }
        publishers.add(new Thread(new JdbcPublisher(
                "held-open", site.database(), journal, new Random(seed + SQL_PUBLISHERS), HELD_OPEN_MS, stop)));
        publishers.add(new Thread(new HttpPublisher(api, processes, journal, new Random(seed - 1), pauseMillis, stop)));
        publishers.forEach(Thread::start);
        try {
            return new Chaos(site, processes, new Random(seed)).run(length);
        } finally {
            stop.countDown();
            for (Thread publisher : publishers) {
                publisher.join();
            }
        }
    }

    /** Waits until nothing moves any more; resumes the repaired endpoint on the way. */
    private static void heal(State state, Journal journal, Receivers receivers) throws Exception {
        Eventually.get(
                HEALING,
                "the broken endpoint paused",
                () -> state.endpoint(Target.BROKEN),
                endpoint -> endpoint.path("status").asString().equals("paused"));
        // A delivery that dies after the resume is told of by another mail.
        awaitNone(state, Target.BROKEN, "pending");
        receivers.repair();
        state.resume(Target.BROKEN);
        Eventually.get(
                HEALING,
                "every committed event at " + Target.STEADY,
                () -> Checks.missing(journal, receivers.receipts()),
                List::isEmpty);
        for (Target target : Target.values()) {
            List<String> moving = target.staysPaused() ? List.of("pending") : List.of("pending", "held");
            for (String status : moving) {
                awaitNone(state, target, status);
            }
        }
    }

    private static void awaitNone(State state, Target target, String status) throws Exception {
        Eventually.<List<JsonNode>>get(
                HEALING, "no delivery to " + target + " is " + status, () -> state.some(target, status), List::isEmpty);
    }
}
