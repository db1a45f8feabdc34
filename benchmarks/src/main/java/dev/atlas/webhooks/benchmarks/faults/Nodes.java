package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.embedded.StandaloneWar;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The processes of the product, by number, and the name server that they ask. Safe for several threads. */
final class Nodes implements AutoCloseable {
    private final Site site;
    private final int count;
    private final Surroundings surroundings;
    private final JdbcLeases leases;
    private final Optional<SlowNames> names;
    private final List<Node> nodes = new ArrayList<>();
    private final Set<Long> knownOwners = new HashSet<>();

    /** @param owner its token, by which its leases are known */
    private record Node(StandaloneWar war, long owner) {}

    private Nodes(Site site, int count, Surroundings surroundings) throws IOException {
        this.site = site;
        this.count = count;
        this.surroundings = surroundings;
        this.leases = new JdbcLeases(site.database());
        this.names = surroundings.slowNames() ? Optional.of(SlowNames.start()) : Optional.empty();
    }

    static Nodes start(Site site, int count, Surroundings surroundings) throws Exception {
        Nodes nodes = new Nodes(site, count, surroundings);
        try {
            for (int number = 0; number < count; number++) {
                nodes.nodes.add(nodes.start(number));
            }
            return nodes;
        } catch (Exception e) {
            nodes.close();
            throw e;
        }
    }

    private Node start(int number) throws Exception {
        List<String> launcher = surroundings.launcher(number == count - 1, site.folder());
        StandaloneWar war = site.startNode(StandaloneWar.SHORT_LIVED, launcher);
        Set<Long> owners = leases.owners();
        owners.removeAll(knownOwners);
        if (owners.size() != 1) {
            throw new IllegalStateException("a node has started, but there are new owners " + owners);
        }
        knownOwners.addAll(owners);
        return new Node(war, owners.iterator().next());
    }

    int count() {
        return count;
    }

    synchronized StandaloneWar get(int number) {
        return nodes.get(number).war();
    }

    /** The deliveries that a node works on, which has just been made unable to settle them. */
    Set<Long> inFlight(int number) throws Exception {
        long owner;
        synchronized (this) {
            owner = nodes.get(number).owner();
        }
        return leases.of(owner);
    }

    /** Of one that may be away. */
    URI anyAddress(RandomGenerator random) {
        return get(random.nextInt(count())).address();
    }

    /** Starts another process in place of one that has ended. */
    void replace(int number) throws Exception {
        Node started = start(number);
        synchronized (this) {
            nodes.set(number, started);
        }
    }

    @Override
    public synchronized void close() {
        nodes.forEach(node -> node.war().close());
        names.ifPresent(SlowNames::close);
    }
}
