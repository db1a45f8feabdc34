package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.JdbcBacklog;
import dev.atlas.webhooks.time.Wait;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that have waiting deliveries, as far as this node knows; what other nodes add is looked up now and then.
 * They take turns. Thread-safe.
 *
 * <p>Those that were seen full are asked again when an attempt of theirs has ended. What else makes room, such as the end of others'
 * attempts, is found by asking all of them, the less often the more there are: thousands that hang must not cost the others time.
 */
final class Backlog {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST = 20_000;

    /** So many full ones are asked each time; of more, so many for each millisecond that they must wait. */
    private static final int FEW_FULL = 200;

    private static final int FULL_PER_MILLISECOND = 4;

    private final Database database;
    private final LinkedHashSet<EndpointId> endpoints = new LinkedHashSet<>();
    private final LinkedHashSet<EndpointId> full = new LinkedHashSet<>();
    private @Nullable EndpointId lookedUpTo;
    private final Wait untilLook;
    private final Wait untilTurnOfFull;

    Backlog(Database database, InstantSource clock) {
        this.database = database;
        this.untilLook = new Wait(clock);
        this.untilTurnOfFull = new Wait(clock);
    }

    synchronized void add(Collection<EndpointId> more) {
        more.stream().filter(endpoint -> !full.contains(endpoint)).forEach(endpoints::add);
    }

    synchronized void remove(EndpointId endpoint) {
        endpoints.remove(endpoint);
        full.remove(endpoint);
    }

    /** Attempts to these endpoints have ended, or did not begin, so they may have room. */
    synchronized void released(Collection<EndpointId> those) {
        those.stream().filter(full::remove).forEach(endpoints::add);
    }

    /** Whether something waits for the endpoint, as far as this node knows. */
    synchronized boolean has(EndpointId endpoint) {
        return endpoints.contains(endpoint) || full.contains(endpoint);
    }

    /** The next ones that can take something; they go to the end of the queue. */
    List<EndpointId> next(int limit, Predicate<EndpointId> hasRoom) {
        look();
        List<EndpointId> next = new ArrayList<>();
        synchronized (this) {
            askFullAgain();
            for (Iterator<EndpointId> each = endpoints.iterator(); each.hasNext() && next.size() < limit; ) {
                EndpointId endpoint = each.next();
                each.remove();
                (hasRoom.test(endpoint) ? next : full).add(endpoint);
            }
            endpoints.addAll(next);
        }
        return next;
    }

    private void askFullAgain() {
        if (untilTurnOfFull.isOver()) {
            untilTurnOfFull.begin(Duration.ofMillis(Math.max(0, full.size() - FEW_FULL) / FULL_PER_MILLISECOND));
            endpoints.addAll(full);
            full.clear();
        }
    }

    private void look() {
        @Nullable EndpointId from;
        synchronized (this) {
            if (!untilLook.isOver()) {
                return;
            }
            untilLook.begin(LOOK);
            from = lookedUpTo;
        }
        List<EndpointId> found = database.read(tx -> JdbcBacklog.after(tx, from, MOST));
        synchronized (this) {
            lookedUpTo = found.size() < MOST ? null : found.get(MOST - 1);
            add(found);
        }
    }
}
