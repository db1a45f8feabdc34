package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.embedded.StandaloneWar;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The processes of the product, by number. Safe for several threads. */
final class Nodes implements AutoCloseable {
    private final Site site;
    private final List<StandaloneWar> nodes = new ArrayList<>();

    private Nodes(Site site) {
        this.site = site;
    }

    static Nodes start(Site site, int count) throws Exception {
        Nodes nodes = new Nodes(site);
        for (int i = 0; i < count; i++) {
            nodes.nodes.add(site.startNode(StandaloneWar.SHORT_LIVED));
        }
        return nodes;
    }

    synchronized int count() {
        return nodes.size();
    }

    synchronized StandaloneWar get(int number) {
        return nodes.get(number);
    }

    /** Of one that may be away. */
    URI anyAddress(RandomGenerator random) {
        return get(random.nextInt(count())).address();
    }

    /** Starts another process in place of one that has ended. */
    void replace(int number) throws Exception {
        StandaloneWar started = site.startNode(StandaloneWar.SHORT_LIVED);
        synchronized (this) {
            nodes.set(number, started);
        }
    }

    @Override
    public synchronized void close() {
        nodes.forEach(StandaloneWar::close);
    }
}
