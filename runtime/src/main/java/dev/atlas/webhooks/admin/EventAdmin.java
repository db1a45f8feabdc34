package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.event.EventReader;
import dev.atlas.webhooks.event.EventReading;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.outbox.JdbcOutbox;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The events of a workspace. Thread-safe. */
public final class EventAdmin {
    /** Most events that one piece of a list looks at. */
    static final int LOOK = 5_000;

    /** Of the events of one piece. */
    private static final long MOST_CHARACTERS = 8_000_000;

    private final Database database;
    private final Decisions decisions;
    private final EventReader reader = new EventReader();

    public EventAdmin(Database database, FilterLanguage language, EventTypes eventTypes) {
        this.database = database;
        this.decisions = new Decisions(language, eventTypes);
    }

    /** One event with the decision about every endpoint. */
    public Result<EventView> get(WorkspaceId workspace, String publicId) {
        return database.read(tx -> {
            // Routing may take the event out of the outbox between the first two looks.
            Optional<EventView> view = routed(tx, workspace, publicId)
                    .or(() -> waiting(tx, workspace, publicId))
                    .or(() -> routed(tx, workspace, publicId));
            return view.<Result<EventView>>map(Result.Ok::new)
                    .orElseGet(() -> new Result.NotFound<>("event " + publicId));
        });
    }

    private Optional<EventView> routed(Handle tx, WorkspaceId workspace, String publicId) {
        return JdbcEvents.findByPublicId(tx, workspace, publicId).map(event -> {
            List<Decision> all = decisions.of(tx, event);
            boolean complete = all.size() <= Decisions.MOST;
            return new EventView(event, true, complete ? all : all.subList(0, Decisions.MOST), complete);
        });
    }

    /**
     * Events that were routed, newest first. A piece looks at no more than {@value #LOOK}; where few of them are meant it is
     * short, and its cursor says where the next one goes on; so it is where they are large.
     */
    public Slice<EventView> list(WorkspaceId workspace, EventSearch search, SliceRequest request) {
        long cursor = request.after() == null
                ? Long.MAX_VALUE
                : EventId.parse(request.after()).value();
        long before = search.until() == null ? cursor : Math.min(cursor, IdSource.lowestAt(search.until()));
        return database.read(tx -> {
            EventId border = search.isSelective()
                    ? JdbcEventLog.placeAfter(tx, workspace, search, before, LOOK)
                            .orElse(null)
                    : null;
            JdbcEventLog.Found found =
                    JdbcEventLog.search(tx, workspace, search, before, border, request.limit() + 1, MOST_CHARACTERS);
            List<EventView> views = found.events().stream()
                    .map(event -> new EventView(event, true, List.of(), true))
                    .toList();
            EventId end = found.complete()
                    ? border
                    : views.get(views.size() - 1).event().id();
            return request.slice(views, view -> view.event().id().toString(), end);
        });
    }

    private Optional<EventView> waiting(Handle tx, WorkspaceId workspace, String publicId) {
        EventId id;
        try {
            id = EventId.parse(publicId);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
        if (!id.workspace().equals(workspace)) {
            return Optional.empty();
        }
        return JdbcOutbox.find(tx, id)
                .flatMap(row -> reader.read(row.payload(), row.publishedAt().getEpochSecond())
                                instanceof EventReading.Accepted accepted
                        ? Optional.of(new EventView(
                                new StoredEvent(id, row.publishedAt(), accepted.event()), false, List.of(), true))
                        : Optional.empty());
    }
}
