package dev.atlas.webhooks.benchmarks.filters;

import dev.atlas.webhooks.benchmarks.site.JdbcDatabase;
import dev.atlas.webhooks.endpoint.JdbcChangedEndpoints;
import dev.atlas.webhooks.endpoint.JdbcClientCertificates;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.endpoint.SecretCipher;
import dev.atlas.webhooks.event.EventCatalogue;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.route.RoutesCache;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;

/** The routes of one workspace as a node holds them, asked for by one thread without pause while another one changes filters. */
final class RoutingUnderChange {

    /** What the changes are made by. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    private final Database database;
    private final WorkspaceId workspace;
    private final List<byte[]> events;
    private final RoutesCache routes;
    private final RoutesCache others;
    private volatile boolean over;

    RoutingUnderChange(JdbcDatabase database, WorkspaceId workspace, SecretCipher cipher, List<byte[]> events) {
        this.database = new Database(database.server().dataSource(database.name()));
        this.workspace = workspace;
        this.events = events;
        this.routes = cache(cipher);
        this.others = cache(cipher);
    }

    private static RoutesCache cache(SecretCipher cipher) {
        return new RoutesCache(
                new JdbcChangedEndpoints(
                        new JdbcEndpoints(cipher), new JdbcSecrets(cipher), new JdbcClientCertificates(cipher)),
                new EventTypes(EventCatalogue.builtIn()),
                ForkJoinPool.commonPool(),
                InstantSource.system());
    }

    /** Nanoseconds for each event that was routed while that work was done. */
    long[] routed(Work work) throws InterruptedException {
        LongStream.Builder took = LongStream.builder();
        over = false;
        Thread router = new Thread(() -> {
            for (int i = 0; !over; i++) {
                took.add(route(routes, events.get(i % events.size())));
            }
        });
        router.start();
        work.run();
        over = true;
        router.join();
        return took.build().toArray();
    }

    /** Nanoseconds until the routes are those of the last commit and an event has been routed by them. */
    long catchUp() {
        return route(others, events.get(0));
    }

    /** The connection is there already, as from a pool. */
    private long route(RoutesCache cache, byte[] event) {
        return database.read(tx -> {
            long start = System.nanoTime();
            cache.current(tx, workspace).orElseThrow().matching("deal.updated", event);
            return System.nanoTime() - start;
        });
    }
}
