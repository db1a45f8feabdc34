package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.EventReader;
import dev.atlas.webhooks.event.EventReading;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.outbox.JdbcOutbox;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The events of a workspace. Thread-safe. */
public final class EventAdmin {
    private static final int MAX_DELIVERIES_SHOWN = SliceRequest.MAX_LIMIT;

    private final Database database;
    private final EventReader reader = new EventReader();

    public EventAdmin(Database database) {
        this.database = database;
    }

    /** One event with its deliveries. */
    public Result<EventView> get(WorkspaceId workspace, String publicId) {
        return database.read(tx -> {
            Optional<StoredEvent> routed = JdbcEvents.findByPublicId(tx, workspace, publicId);
            if (routed.isPresent()) {
                DeliverySearch all = DeliverySearch.ALL;
                EventId id = routed.get().id();
                return new Result.Ok<>(new EventView(
                        routed.get(),
                        true,
                        JdbcDeliveryLog.search(tx, workspace, all, id, Long.MAX_VALUE, MAX_DELIVERIES_SHOWN)));
            }
            return waiting(tx, workspace, publicId)
                    .<Result<EventView>>map(event -> new Result.Ok<>(new EventView(event, false, List.of())))
                    .orElseGet(() -> new Result.NotFound<>("event " + publicId));
        });
    }

    /** Events that were routed, newest first. */
    public Slice<EventView> list(WorkspaceId workspace, EventSearch search, SliceRequest request) {
        long before = request.after() == null
                ? Long.MAX_VALUE
                : EventId.parse(request.after()).value();
        List<StoredEvent> found =
                database.read(tx -> JdbcEventLog.search(tx, workspace, search, before, request.limit() + 1));
        return request.slice(
                found.stream()
                        .map(event -> new EventView(event, true, List.of()))
                        .toList(),
                view -> view.event().id().toString());
    }

    private Optional<StoredEvent> waiting(Handle tx, WorkspaceId workspace, String publicId) {
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
                        ? Optional.of(new StoredEvent(id, row.publishedAt(), accepted.event()))
                        : Optional.empty());
    }
}
