package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.route.WorkspaceRoutes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds the next piece of what a selection means, never looking at more than a bound. */
public final class Finding {
    /** Most rows that one look reads. */
    static final int LOOK = 500;

    private final FilterLanguage language;

    public Finding(FilterLanguage language) {
        this.language = language;
    }

    /**
     * What one look has found.
     *
     * @param looked how many it read
     * @param position where the next look begins
     * @param end whether there is nothing after it
     */
    public record Piece<T>(List<T> found, int looked, long position, boolean end) {}

    /** The next finished deliveries of a selection that pass its filter. */
    public Piece<Past> finished(Handle tx, WorkspaceId workspace, Selection selection, long after, int most) {
        int limit = Math.min(LOOK, most);
        List<Past> candidates = JdbcPast.finished(tx, workspace, selection, after, limit);
        long position = candidates.isEmpty()
                ? after
                : candidates.get(candidates.size() - 1).delivery().id().value();
        return new Piece<>(
                passing(tx, workspace, selection, candidates), candidates.size(), position, candidates.size() < limit);
    }

    private List<Past> passing(Handle tx, WorkspaceId workspace, Selection selection, List<Past> candidates) {
        Rule rule = Rule.of(language, null, selection.filter());
        if (rule.isEmpty()) {
            return candidates;
        }
        Set<EventId> ids =
                candidates.stream().map(past -> past.delivery().event()).collect(Collectors.toSet());
        Map<EventId, StoredEvent> events = JdbcEvents.load(tx, workspace, ids);
        return candidates.stream()
                .filter(past -> {
                    StoredEvent event = events.get(past.delivery().event());
                    return event != null && rule.admits(event);
                })
                .toList();
    }

    /** The next past events that the endpoint would get now and has no delivery of. */
    public Piece<StoredEvent> missed(Handle tx, Endpoint endpoint, Selection selection, long after) {
        WorkspaceId workspace = endpoint.id().workspace();
        List<StoredEvent> candidates = JdbcPast.events(tx, workspace, selection.until(), after, LOOK);
        Rule rule = Rule.of(
                language,
                type -> WorkspaceRoutes.wants(endpoint, type),
                endpoint.spec().filter(),
                selection.filter());
        List<StoredEvent> admitted = candidates.stream().filter(rule::admits).toList();
        Set<EventId> delivered = JdbcPast.delivered(
                tx, endpoint.id(), admitted.stream().map(StoredEvent::id).toList());
        long position = candidates.isEmpty()
                ? after
                : candidates.get(candidates.size() - 1).id().value();
        return new Piece<>(
                admitted.stream()
                        .filter(event -> !delivered.contains(event.id()))
                        .toList(),
                candidates.size(),
                position,
                candidates.size() < LOOK);
    }
}
