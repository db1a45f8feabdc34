package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.JdbcBacklog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * The endpoints that have waiting deliveries, as far as this node knows; what other nodes add is looked up now and then.
 * They take turns. Thread-safe.
 */
final class Backlog {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST = 20_000;

    private final Database database;
    private final InstantSource clock;
    private final LinkedHashSet<EndpointId> endpoints = new LinkedHashSet<>();
    private Instant nextLook = Instant.EPOCH;

    Backlog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    synchronized void add(Collection<EndpointId> more) {
        endpoints.addAll(more);
    }

    synchronized void remove(EndpointId endpoint) {
        endpoints.remove(endpoint);
    }

    /** The next ones that can take something; they go to the end of the queue. */
    List<EndpointId> next(int limit, Predicate<EndpointId> hasRoom) {
        look();
        List<EndpointId> next = new ArrayList<>();
        synchronized (this) {
            for (Iterator<EndpointId> each = endpoints.iterator(); each.hasNext() && next.size() < limit; ) {
                EndpointId endpoint = each.next();
                if (hasRoom.test(endpoint)) {
                    next.add(endpoint);
                    each.remove();
                }
            }
            endpoints.addAll(next);
        }
        return next;
    }

    private void look() {
        Instant now = clock.instant();
        synchronized (this) {
            if (now.isBefore(nextLook)) {
                return;
            }
            nextLook = now.plus(LOOK);
        }
        add(database.read(tx -> JdbcBacklog.all(tx, MOST)));
    }
}
