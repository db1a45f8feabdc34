package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.faults.Disturbance.Kind;
import dev.atlas.webhooks.benchmarks.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Kills, freezes and restarts at random; one thing at a time, but for one node that is frozen for longer than a lease. */
final class Chaos {
    /** The product's lease, and some more. */
    private static final Duration LONG_FREEZE = Duration.ofSeconds(64);

    private static final int LONGEST_PAUSE_MS = 4_000;
    private static final int LONGEST_FREEZE_MS = 5_000;
    private static final int LONGEST_ABSENCE_MS = 2_000;
    private static final int FROZEN = 0;
    private static final double CRASH = 0.2;
    private static final double FREEZE = 0.4;

    private final Site site;
    private final Nodes nodes;
    private final Random random;
    private final List<Disturbance> done = new ArrayList<>();
    private final long begin = System.nanoTime();

    Chaos(Site site, Nodes nodes, Random random) {
        this.site = site;
        this.nodes = nodes;
        this.random = random;
    }

    /** Returns when all is up and running again. */
    List<Disturbance> run(Duration length) throws Exception {
        pause(LONGEST_PAUSE_MS);
        say(Kind.FREEZE, "node " + FROZEN + " for " + LONG_FREEZE.toSeconds() + " s");
        nodes.get(FROZEN).process().freeze();
        long thaw = System.nanoTime() + LONG_FREEZE.toNanos();
        long end = begin + length.toNanos();
        boolean frozen = true;
        crashDatabase();
        while (frozen || System.nanoTime() < end) {
            pause(LONGEST_PAUSE_MS);
            if (frozen && System.nanoTime() > thaw) {
                nodes.get(FROZEN).process().thaw();
                frozen = false;
            }
            strike(frozen ? 1 + random.nextInt(nodes.count() - 1) : random.nextInt(nodes.count()));
        }
        return List.copyOf(done);
    }

    private void strike(int node) throws Exception {
        double choice = random.nextDouble();
        if (choice < CRASH) {
            crashDatabase();
        } else if (choice < FREEZE) {
            say(Kind.FREEZE, "node " + node);
            nodes.get(node).process().freeze();
            pause(LONGEST_FREEZE_MS);
            nodes.get(node).process().thaw();
        } else {
            say(Kind.KILL, "node " + node);
            nodes.get(node).process().kill();
            pause(LONGEST_ABSENCE_MS);
            nodes.replace(node);
        }
    }

    private void crashDatabase() {
        say(Kind.DATABASE_CRASH, "");
        site.crashDatabase();
    }

    private void say(Kind kind, String detail) {
        long now = System.nanoTime();
        done.add(new Disturbance(kind, now));
        System.out.printf("%6.1f s  %s %s%n", (now - begin) / 1e9, kind, detail);
    }

    private void pause(int longestMillis) throws InterruptedException {
        if (new CountDownLatch(1).await(1 + random.nextInt(longestMillis), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Nobody counts down");
        }
    }
}
