package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.faults.Journal.Fate;
import dev.atlas.webhooks.benchmarks.site.Api;
import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.Eventually;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** One run: publish, break, let it heal, check. */
public record FaultRun(FaultPlan plan) {
    static final int ATTEMPTS = 4;
    static final int ATTEMPT_SECONDS = 4;

    private static final int SQL_PUBLISHERS = 2;
    private static final int HELD_OPEN_MS = 5_000;

    private static final Map<String, String> SETTINGS = Map.of(
            "atlas.retry.offsets", "1s,2s,4s",
            "atlas.delivery.timeout", ATTEMPT_SECONDS + "s",
            "atlas.delivery.max-in-flight", "64");

    /**
     * Runs it and returns the findings.
     *
     * @param folder for data and logs
     */
    public Findings in(Path folder, Path war) throws Exception {
        System.out.println(plan);
        Surroundings surroundings = plan.surroundings();
        try (Site site = Site.start(plan.database(), folder, war, SETTINGS);
                Receivers receivers = Receivers.start(new Random(plan.seed()));
                Nodes processes = Nodes.start(site, plan.nodes(), surroundings)) {
            Api api = new Api();
            Map<Target, String> endpoints = new EnumMap<>(Target.class);
            for (Target target : Target.values()) {
                endpoints.put(
                        target,
                        api.createEndpoint(
                                processes.get(0).address(), target.body(receivers, surroundings.slowNames())));
            }
            Journal journal = new Journal();
            for (Published event : Published.first()) {
                api.post(processes.get(0).address(), "events", event.body());
                journal.note(event, Fate.COMMITTED);
            }
            List<Disturbance> disturbances = publishAndBreak(site, processes, api, journal);
            System.out.println("all is up again; what waits is worked off");
            URI address = processes.get(0).address();
            State state = new State(api, address, endpoints);
            new Healing(state, journal, receivers).await();
            List<CaughtMail> mails = Eventually.get(
                    Healing.LIMIT,
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
            publishers.add(new Thread(new JdbcPublisher(
                    "sql" + i, site.database(), journal, new Random(plan.seed() + i), plan.pauseMillis(), stop)));
        }
        publishers.add(new Thread(new JdbcPublisher(
                "held-open", site.database(), journal, new Random(plan.seed() + SQL_PUBLISHERS), HELD_OPEN_MS, stop)));
        publishers.add(new Thread(
                new HttpPublisher(api, processes, journal, new Random(plan.seed() - 1), plan.pauseMillis(), stop)));
        publishers.forEach(Thread::start);
        try {
            return new Chaos(site, processes, new Random(plan.seed())).run(plan.length());
        } finally {
            stop.countDown();
            for (Thread publisher : publishers) {
                publisher.join();
            }
        }
    }
}
