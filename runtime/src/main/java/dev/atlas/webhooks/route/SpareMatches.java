package dev.atlas.webhooks.route;

import dev.atlas.webhooks.dsl.index.Matches;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** The memory that routing an event takes, kept for the next one: as much as there are threads. Thread-safe. */
final class SpareMatches {
    private final Queue<Matches> spare = new ConcurrentLinkedQueue<>();

    /** What the index answers to an event. */
    <T> List<T> match(RoutingIndex<T> index, byte[] event) {
        Matches taken = spare.poll();
        Matches matches = taken == null ? new Matches() : taken;
        index.match(event, matches);
        List<T> targets = IntStream.range(0, matches.count())
                .mapToObj(i -> index.target(matches.rule(i)))
                .toList();
        spare.add(matches);
        return targets;
    }
}
