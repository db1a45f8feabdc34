package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.replay.JdbcPast.Stretch;
import dev.atlas.webhooks.route.WorkspaceRoutes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds the next piece of what a selection means, never looking at more than a bound. */
public final class Finding {
    /** Most rows that one look reads. */
    static final int LOOK = 500;

    /** Most rows that are passed over for that. */
    static final int MOST_READ = 10_000;

    private final FilterLanguage language;

    public Finding(FilterLanguage language) {
        this.language = language;
    }

    /**
     * What one look has found.
     *
     * @param looked how many it considered
     * @param read how many rows it read for that
     * @param position where the next look begins
     * @param end whether there is nothing after it
     */
    public record Piece<T>(List<T> found, int looked, int read, long position, boolean end) {}

    /** The next finished deliveries of a selection that pass its filter. */
    public Piece<Past> finished(Handle tx, WorkspaceId workspace, Selection selection, long after, int most) {
        int limit = Math.min(LOOK, most);
        Long border = selection.isSelective() ? JdbcPast.border(tx, workspace, selection, after, MOST_READ) : null;
        List<Past> candidates = JdbcPast.finished(tx, workspace, selection, new Stretch(after, border), limit);
        boolean full = candidates.size() == limit;
        long position = full || (border == null && !candidates.isEmpty())
                ? candidates.get(candidates.size() - 1).delivery().id().value()
                : border == null ? after : border;
        return new Piece<>(
                passing(tx, workspace, selection, candidates),
                candidates.size(),
                border == null ? candidates.size() : MOST_READ,
                position,
                !full && border == null);
    }

    private List<Past> passing(Handle tx, WorkspaceId workspace, Selection selection, List<Past> candidates) {
        Rule rule = Rule.of(language, null, selection.filter());
        if (rule.isEmpty()) {
            return candidates;
        }
        Set<EventId> ids =
                candidates.stream().map(past -> past.delivery().event()).collect(Collectors.toSet());
        Set<EventId> admitted = new HashSet<>();
        JdbcEvents.each(tx, workspace, ids, event -> {
            if (rule.admits(event)) {
                admitted.add(event.id());
            }
        });
        return candidates.stream()
                .filter(past -> admitted.contains(past.delivery().event()))
                .toList();
    }

    /** The next past events that the endpoint would get now and has no delivery of; without their data. */
    public Piece<StoredEvent> missed(Handle tx, Endpoint endpoint, Selection selection, long after) {
        WorkspaceId workspace = endpoint.id().workspace();
        List<EventId> candidates = JdbcPast.events(tx, workspace, selection.until(), after, LOOK);
        Rule rule = Rule.of(
                language,
                type -> WorkspaceRoutes.wants(endpoint, type),
                endpoint.spec().filter(),
                selection.filter());
        Map<EventId, StoredEvent> admitted = new TreeMap<>();
        JdbcEvents.each(tx, workspace, Set.copyOf(candidates), event -> {
            if (rule.admits(event)) {
                admitted.put(event.id(), event.withoutData());
            }
        });
        JdbcPast.delivered(tx, endpoint.id(), List.copyOf(admitted.keySet())).forEach(admitted::remove);
        long position = candidates.isEmpty()
                ? after
                : candidates.get(candidates.size() - 1).value();
        return new Piece<>(
                List.copyOf(admitted.values()),
                candidates.size(),
                candidates.size(),
                position,
                candidates.size() < LOOK);
    }
}
