package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.CapturedLog;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of a database that is at fault for long: a line when it begins, with what to do, and one when it ends. */
@DatabaseTest
class WorkerLogTest {
    private static final String DEAL = "{\"type\":\"deal.created\",\"data\":{}}";
    private static final Pattern FAILS =
            Pattern.compile("Worker (\\S+) fails; it is tried again until it works \\((.*)\\)");
    private static final Pattern FAILS_SOMEHOW = Pattern.compile("Worker (\\S+) fails");
    private static final Pattern WORKS = Pattern.compile("Worker (\\S+) works again");
    private static final Pattern TROUBLE = Pattern.compile("(?m)^(SEVERE|WARNING): (?!Worker )(.*)$");

    private final SQLException gone = new SQLNonTransientConnectionException("Communications link failure");
    private final SQLException full = new SQLException("The table 'atlas_queue' is full", "HY000", 1114);

    private final SQLException denied = new SQLException("Access denied for user 'atlas'@'%'", "28000", 1045);
    private final SQLException exhausted = new SQLTransientConnectionException("no connection was free");
    private final SQLException readOnly = new SQLException("The server is running with --read-only", "HY000", 1290);

    private CapturedLog log;
    private FaultyDatabase faulty;
    private TestReceiver receiver;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        faulty = new FaultyDatabase(database.dataSource());
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(faulty, new TestClock(), Map.of("atlas.workers.enabled", "true"));
        log = new CapturedLog();
    }

    @AfterEach
    void stop() {
        log.close();
        atlas.close();
        receiver.close();
    }

    private Map<String, Integer> workers(Pattern line) {
        Map<String, Integer> times = new TreeMap<>();
        line.matcher(log.text()).results().forEach(found -> times.merge(found.group(1), 1, Integer::sum));
        return times;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void eachWorkerSaysOnceThatTheDatabaseIsGoneAndOnceThatItWorksAgain() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        faulty.refuseConnections(30, gone, over::countDown);
        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        await(() -> workers(WORKS).keySet().equals(workers(FAILS).keySet()));

        assertThat(workers(FAILS)).isNotEmpty().allSatisfy((worker, times) -> assertThat(times)
                .isEqualTo(1));
        assertThat(workers(WORKS)).isEqualTo(workers(FAILS)).isEqualTo(workers(FAILS_SOMEHOW));
        assertThat(FAILS.matcher(log.text())
                        .results()
                        .map(found -> found.group(2))
                        .distinct())
                .containsExactly("the database does not answer; see that it runs and can be reached");
        assertThat(TROUBLE.matcher(log.text()).results().map(found -> found.group(2)))
                .isEmpty();
        assertThat(atlas.runtime.health().problems()).isEmpty();
    }

    @Test
    void whatFailsAndWorksByTurnsIsToldOnceInAMinute() {
        AtomicInteger steps = new AtomicInteger();
        WorkerLoop loop = new WorkerLoop("flapping", () -> {
            if (steps.incrementAndGet() % 2 == 0) {
                throw new ConnectionException(gone);
            }
            return 1;
        });
        loop.start();
        await(() -> steps.get() > 8);
        loop.stop();
        loop.awaitEnd(System.nanoTime() + Duration.ofSeconds(10).toNanos());

        assertThat(workers(FAILS)).containsEntry("flapping", 1);
        assertThat(workers(WORKS)).containsEntry("flapping", 1);
    }

    @Test
    void whatFailsForAnotherReasonThanAtFirstSaysSo() {
        List<String> seen = new CopyOnWriteArrayList<>();
        WorkerLoop loop = fails("changing", seen, gone, exhausted, readOnly, gone, readOnly);

        assertThat(reasons("changing"))
                .containsExactly(
                        "the database does not answer; see that it runs and can be reached",
                        "the database is read-only; after a fail-over, connections must reach the new primary");
        assertThat(seen.get(1)).contains("see that it runs and can be reached");
        assertThat(seen.get(2)).contains("no connection was free");
        assertThat(seen.get(3)).contains("read-only");
        assertThat(loop.fault()).hasValueSatisfying(words -> assertThat(words).contains("read-only"));
    }

    @Test
    void aPasswordThatIsRefusedAfterTheDatabaseWasAwayIsSaid() {
        fails("denied", new CopyOnWriteArrayList<>(), gone, new SQLTransientConnectionException("timed out", denied));

        assertThat(reasons("denied"))
                .containsExactly(
                        "the database does not answer; see that it runs and can be reached",
                        "the database refuses this user or password; see atlas.db.user and atlas.db.password, or the"
                                + " container's DataSource");
    }

    @Test
    void whatFailsAgainForAnotherReasonWithinTheMinuteSaysSo() {
        fails("again", new CopyOnWriteArrayList<>(), gone, null, readOnly);

        assertThat(reasons("again"))
                .containsExactly(
                        "the database does not answer; see that it runs and can be reached",
                        "the database is read-only; after a fail-over, connections must reach the new primary");
        assertThat(workers(WORKS)).containsEntry("again", 1);
    }

    /** A loop that has failed thus, step by step (null for a step that works), and what it said of itself before each. */
    private static WorkerLoop fails(String name, List<String> seen, @Nullable SQLException... steps) {
        AtomicReference<WorkerLoop> itself = new AtomicReference<>();
        WorkerLoop loop = new WorkerLoop(name, () -> {
            int step = seen.size();
            seen.add(itself.get().fault().orElse(""));
            if (step >= steps.length) {
                itself.get().stop();
                throw new IllegalStateException("ended");
            }
            SQLException failure = steps[step];
            if (failure != null) {
                throw new ConnectionException(failure);
            }
            return 1;
        });
        itself.set(loop);
        loop.start();
        loop.awaitEnd(System.nanoTime() + Duration.ofSeconds(30).toNanos());
        return loop;
    }

    private List<String> reasons(String worker) {
        return FAILS.matcher(log.text())
                .results()
                .filter(found -> found.group(1).equals(worker))
                .map(found -> found.group(2))
                .toList();
    }

    @Test
    void aFullDiskIsToldOfOnceByThoseWhoWriteAndEverythingGoesOutAfterwards() throws InterruptedException {
        atlas.endpoint(to(receiver.url("/hook")));
        CountDownLatch over = new CountDownLatch(2);
        faulty.fail("INSERT INTO atlas_event", 5, full, over::countDown);
        faulty.fail("INSERT INTO atlas_delivery", 5, full, over::countDown);
        atlas.publish(DEAL);
        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        await(() -> workers(WORKS).size() == 2);

        assertThat(workers(FAILS)).containsOnly(Map.entry("routing", 1), Map.entry("settling", 1));
        assertThat(workers(WORKS)).isEqualTo(workers(FAILS)).isEqualTo(workers(FAILS_SOMEHOW));
        assertThat(FAILS.matcher(log.text())
                        .results()
                        .map(found -> found.group(2))
                        .distinct())
                .containsExactly("the database's disk is full; give it room");
        assertThat(receiver.received()).hasSize(1);
    }
}
