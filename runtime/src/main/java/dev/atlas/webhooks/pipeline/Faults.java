package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.time.Wait;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What fails by itself while its neighbours go on, such as the routing of one workspace: logged once, tried again with a
 * growing pause, shown in the node's health until it works, or nobody asks for it any more: then another node does it, or
 * there is nothing left to do. Thread-safe.
 */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Longer than any worker lets pass before it comes to the same again. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    private final Map<String, String> outside = new ConcurrentHashMap<>();

    private record Fault(String words, Duration pause, Wait untilNext, Wait untilForgotten) {}

    Faults(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Does one thing of several.
     *
     * @param what names it for people
     * @return what the work gave; 0 when it failed, or failed before and is not to be tried yet
     * @throws RuntimeException when the database is at fault, which concerns the neighbours too
     */
    int isolate(String what, Supplier<Integer> work) {
        forget();
        Fault before = faults.get(what);
        if (before != null) {
            before.untilForgotten().begin(REMEMBERED);
            if (!before.untilNext().isOver()) {
                return 0;
            }
        }
        try {
            int done = work.get();
            if (before != null) {
                faults.remove(what);
                LOG.info("{} works again", what);
            }
            return done;
        } catch (RuntimeException e) {
            if (Database.isInfrastructure(e)) {
                throw e;
            }
            failed(what, before, e);
            return 0;
        }
    }

    private void failed(String what, @Nullable Fault before, RuntimeException e) {
        if (before == null) {
            LOG.error("{} fails; it is tried again until it works", what, e);
        }
        Duration pause = before == null ? FIRST_PAUSE : before.pause().multipliedBy(2);
        Duration next = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        faults.put(what, new Fault(what + " fails: " + e.getMessage(), next, begun(next), begun(REMEMBERED)));
    }

    private Wait begun(Duration length) {
        Wait wait = new Wait(clock);
        wait.begin(length);
        return wait;
    }

    private void forget() {
        faults.forEach((what, fault) -> {
            if (fault.untilForgotten().isOver() && faults.remove(what, fault)) {
                LOG.info("Nobody has come to {} for {} minutes; its fault is forgotten", what, REMEMBERED.toMinutes());
            }
        });
    }

    /**
     * Something outside does not answer as it should, which its user has to see to; said once, until {@link #over}.
     *
     * @param what names it for people
     * @param words what is wrong with it, and what to do
     */
    void outside(String what, String words) {
        if (outside.put(what, what + " " + words) == null) {
            LOG.warn("{} {}", what, words);
        }
    }

    /** It answers again. */
    void over(String what) {
        if (outside.remove(what) != null) {
            LOG.info("{} works again", what);
        }
    }

    /** What fails now. */
    List<String> words() {
        forget();
        return Stream.concat(faults.values().stream().map(Fault::words), outside.values().stream())
                .sorted()
                .toList();
    }
}
