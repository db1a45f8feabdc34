package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one worker on one thread: again at once while there is work, else after a pause or a wake-up. A failing step is
 * logged once for each cause, at most once a minute if it fails and works by turns, and tried again with a growing pause.
 * Thread-safe.
 */
final class WorkerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    /** Longest wait for the steps that workers are in when the node stops. */
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    /** Whatever fails and works by turns fills no log. */
    private static final long SELDOM_NANOS = Duration.ofMinutes(1).toNanos();

    private final String name;
    private final Worker worker;
    private final Worker.Pauses pauses;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable String fault;

    /** The cause that the log names at the moment; null when it says that all is well. */
    private @Nullable String told;

    /** When the log last named each cause. */
    private final Map<String, Long> lastTold = new HashMap<>();

    /** Named as the worker's class is. */
    WorkerLoop(Worker worker) {
        this(worker.getClass().getSimpleName(), worker);
    }

    WorkerLoop(String name, Worker worker) {
        this.name = name;
        this.worker = worker;
        this.pauses = worker.pauses();
        this.thread = new Thread(this::run, "atlas-" + name);
        this.thread.setDaemon(true);
    }

    /** See {@link Worker#does}. */
    boolean does(Matter matter) {
        return worker.does(matter);
    }

    void start() {
        thread.start();
    }

    /** Lets the next step begin now. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** What is wrong with this worker; empty when it runs well. */
    Optional<String> fault() {
        String present = fault;
        if (present != null) {
            return Optional.of(present);
        }
        return thread.getState() == Thread.State.TERMINATED
                ? Optional.of("worker " + name + " has ended; the log says why")
                : Optional.empty();
    }

    private void run() {
        Duration backOff = FIRST_BACK_OFF;
        Duration idle = pauses.shortest();
        while (running) {
            Duration pause = idle;
            try {
                if (worker.runOnce() > 0) {
                    pause = Duration.ZERO;
                    idle = pauses.shortest();
                } else {
                    idle = pauses.after(idle);
                }
                works();
                backOff = FIRST_BACK_OFF;
            } catch (RuntimeException | Error e) { // without memory, it may have some again later
                if (!running) {
                    return;
                }
                fails(e);
                pause = backOff;
                backOff = backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) > 0
                        ? LONGEST_BACK_OFF
                        : backOff.multipliedBy(2);
            }
            await(pause);
        }
    }

    private void works() {
        fault = null;
        if (told != null) {
            LOG.info("Worker {} works again", name);
            told = null;
        }
    }

    private void fails(Throwable e) {
        Optional<String> advice = Database.advice(e);
        fault = "worker " + name + " fails: " + advice.orElseGet(() -> "" + e.getMessage());
        String cause = Database.isAway(e)
                ? "away"
                : advice.orElseGet(() -> rootOf(e).getClass().getName());
        if (cause.equals(told)) {
            return;
        }
        long now = System.nanoTime();
        Long before = lastTold.get(cause);
        if (before == null || now - before > SELDOM_NANOS) {
            LOG.error(
                    "Worker {} fails; it is tried again until it works{}",
                    name,
                    advice.map(text -> " (" + text + ")").orElse(""),
                    e);
            told = cause;
            lastTold.put(cause, now);
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private void await(Duration pause) {
        try {
            if (!pause.isZero() && wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }

    /** Lets them end their steps, for a while. */
    static void stop(List<WorkerLoop> loops) {
        loops.forEach(WorkerLoop::stop);
        long deadline = System.nanoTime() + LAST_STEP.toNanos();
        loops.forEach(loop -> loop.awaitEnd(deadline));
    }

    /** No step begins any more. */
    void stop() {
        running = false;
        wakeUps.release();
    }

    /** Waits for the end of the step under way, but not beyond that time ({@link System#nanoTime}). */
    void awaitEnd(long deadline) {
        try {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                LOG.warn("Worker {} does not end: the database keeps it waiting", name);
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
