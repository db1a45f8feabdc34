package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.faults.Disturbance.Kind;
import dev.atlas.webhooks.benchmarks.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops, kills, freezes and restarts at random; one thing at a time, but for one node that is frozen for longer than a lease,
 * now and then. It begins with one of the worst of each, so that the leases which have to end do so together.
 */
final class Chaos {
    /** The product's lease for attempts of {@link FaultRun#ATTEMPT_SECONDS}, and some more. */
    private static final Duration LONG_FREEZE = Duration.ofSeconds(FaultRun.ATTEMPT_SECONDS + 34);

    /** The database ends a transaction that waits for a frozen node after 40 s. */
    private static final int LONGER_SECONDS = 30;

    /** The nodes are not all frozen all the time. */
    private static final Duration BETWEEN_LONG_FREEZES = Duration.ofSeconds(90);

    private static final int LONGEST_PAUSE_MS = 4_000;
    private static final int LONGEST_FREEZE_MS = 5_000;
    private static final int LONGEST_ABSENCE_MS = 2_000;

    /** What a process had written when it was killed may still reach the database. */
    private static final int LAST_WORDS_MS = 300;

    private static final int NOBODY = -1;
    private static final double SILENCE = 0.08;
    private static final double CRASH = 0.2;
    private static final double FREEZE = 0.4;
    private static final double STOP = 0.55;

    private final Site site;
    private final Nodes nodes;
    private final Random random;
    private final List<Disturbance> done = new ArrayList<>();
    private final long begin = System.nanoTime();
    private int frozen = NOBODY;
    private long thawAt;

    Chaos(Site site, Nodes nodes, Random random) {
        this.site = site;
        this.nodes = nodes;
        this.random = random;
    }

    /** Returns when all is up and running again. */
    List<Disturbance> run(Duration length) throws Exception {
        pause(1_000);
        freezeForLong(0, LONG_FREEZE);
        kill(nodes.count() - 1);
        crashDatabase();
        long end = begin + length.toNanos();
        while (System.nanoTime() < end) {
            pause(LONGEST_PAUSE_MS);
            long now = System.nanoTime();
            if (frozen != NOBODY && now > thawAt) {
                thaw();
            } else if (frozen == NOBODY && now > thawAt + BETWEEN_LONG_FREEZES.toNanos()) {
                freezeForLong(random.nextInt(nodes.count()), LONG_FREEZE.plusSeconds(random.nextInt(LONGER_SECONDS)));
            }
            int node = random.nextInt(nodes.count());
            strike(node == frozen ? (node + 1) % nodes.count() : node);
        }
        if (frozen != NOBODY) {
            await(Math.max(0, thawAt - System.nanoTime()) / 1_000_000);
            thaw();
        }
        return List.copyOf(done);
    }

    private void strike(int node) throws Exception {
        double choice = random.nextDouble();
        if (choice < SILENCE) {
            note(Kind.DATABASE_FREEZE, "");
            site.database().server().freeze();
            pause(LONGEST_FREEZE_MS);
            site.database().server().thaw();
        } else if (choice < CRASH) {
            crashDatabase();
        } else if (choice < FREEZE) {
            note(Kind.FREEZE, "node " + node);
            nodes.get(node).process().freeze();
            pause(LONGEST_FREEZE_MS);
            nodes.get(node).process().thaw();
        } else if (choice < STOP) {
            Kind kind = frozen == NOBODY ? Kind.STOP : Kind.STOP_BESIDE_FROZEN;
            long at = say(kind, "node " + node);
            nodes.get(node).process().terminate();
            done.add(new Disturbance(kind, at, nodes.inFlight(node)));
            nodes.replace(node);
        } else {
            kill(node);
        }
    }

    private void kill(int node) throws Exception {
        long at = say(Kind.KILL, "node " + node);
        nodes.get(node).process().kill();
        await(LAST_WORDS_MS);
        done.add(new Disturbance(Kind.KILL, at, nodes.inFlight(node)));
        pause(LONGEST_ABSENCE_MS);
        nodes.replace(node);
    }

    private void freezeForLong(int node, Duration length) throws Exception {
        long at = say(Kind.LONG_FREEZE, "node %d for %d s".formatted(node, length.toSeconds()));
        nodes.get(node).process().freeze();
        await(LAST_WORDS_MS);
        done.add(new Disturbance(Kind.LONG_FREEZE, at, nodes.inFlight(node)));
        frozen = node;
        thawAt = System.nanoTime() + length.toNanos();
    }

    private void thaw() throws Exception {
        nodes.get(frozen).process().thaw();
        frozen = NOBODY;
        thawAt = System.nanoTime();
    }

    private void crashDatabase() {
        note(Kind.DATABASE_CRASH, "");
        site.crashDatabase();
    }

    private void note(Kind kind, String detail) {
        done.add(new Disturbance(kind, say(kind, detail), Set.of()));
    }

    private long say(Kind kind, String detail) {
        long now = System.nanoTime();
        System.out.printf("%6.1f s  %s %s%n", (now - begin) / 1e9, kind, detail);
        return now;
    }

    private void pause(int longestMillis) throws InterruptedException {
        await(1 + random.nextInt(longestMillis));
    }

    private static void await(long millis) throws InterruptedException {
        if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Nobody counts down");
        }
    }
}
