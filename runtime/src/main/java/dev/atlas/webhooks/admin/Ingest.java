package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.EventReader;
import dev.atlas.webhooks.event.EventReading;
import dev.atlas.webhooks.event.NewEvent;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.event.TraceParent;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.Sha256;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.outbox.DuplicateEvents;
import dev.atlas.webhooks.outbox.JdbcIdempotency;
import dev.atlas.webhooks.outbox.JdbcIdempotency.Answer;
import dev.atlas.webhooks.outbox.JdbcIdempotency.Scope;
import dev.atlas.webhooks.outbox.JdbcOutbox;
import dev.atlas.webhooks.route.RoutesCache;
import dev.atlas.webhooks.route.WorkspaceRoutes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes events over HTTP: checked, numbered and durable in the outbox before the answer. Thread-safe. */
public final class Ingest {
    /** Most events of one request. */
    public static final int MAX_BATCH = 1000;

    private final Database database;
    private final RoutesCache routes;
    private final IdSource ids;
    private final InstantSource clock;
    private final Runnable wakeRouting;
    private final EventReader reader = new EventReader();

    /** @param wakeRouting called after each commit, so that routing need not poll for it */
    public Ingest(Database database, RoutesCache routes, IdSource ids, InstantSource clock, Runnable wakeRouting) {
        this.database = database;
        this.routes = routes;
        this.ids = ids;
        this.clock = clock;
        this.wakeRouting = wakeRouting;
    }

    /**
     * Publishes one event.
     *
     * @param text the event's JSON
     * @param idempotencyKey null when the request has none
     */
    public IngestAnswer publish(WorkspaceId workspace, String text, @Nullable String idempotencyKey) {
        return publish(workspace, text, idempotencyKey, null);
    }

    /**
     * Likewise, as a part of a trace.
     *
     * @param trace null for none
     */
    public IngestAnswer publish(
            WorkspaceId workspace, String text, @Nullable String idempotencyKey, @Nullable TraceParent trace) {
        return publishAll(workspace, new Texts(List.of(text), "", trace), idempotencyKey);
    }

    /** Publishes up to {@value #MAX_BATCH} events, all or none. */
    public IngestAnswer publishBatch(WorkspaceId workspace, List<String> texts, @Nullable String idempotencyKey) {
        return publishBatch(workspace, texts, idempotencyKey, null);
    }

    /** Likewise, as a part of a trace. */
    public IngestAnswer publishBatch(
            WorkspaceId workspace, List<String> texts, @Nullable String idempotencyKey, @Nullable TraceParent trace) {
        if (texts.isEmpty() || texts.size() > MAX_BATCH) {
            Problem size = new Problem("", "a batch holds 1 to %,d events".formatted(MAX_BATCH));
            return new IngestAnswer.Refused(EventReading.Kind.INVALID, List.of(size));
        }
        return publishAll(workspace, new Texts(texts, "/%d", trace), idempotencyKey);
    }

    /** One request's events; {@code pointerForm} makes the pointer of the n-th. */
    private record Texts(List<String> all, String pointerForm, @Nullable TraceParent trace) {}

    private IngestAnswer publishAll(WorkspaceId workspace, Texts request, @Nullable String idempotencyKey) {
        Instant now = clock.instant();
        List<String> texts = request.all();
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String pointer = request.pointerForm().formatted(i);
            EventReading reading = reader.read(texts.get(i), now.getEpochSecond());
            if (reading instanceof EventReading.Refused refused) {
                return new IngestAnswer.Refused(refused.kind(), below(pointer, refused.problems()));
            }
            events.add(((EventReading.Accepted) reading).event());
        }
        Batch batch = new Batch(request, events);
        IngestAnswer answer = database.inTransaction(tx -> store(tx, workspace, batch, idempotencyKey));
        wakeRouting.run();
        return answer;
    }

    /** One request's events, as text and as read. */
    private record Batch(Texts request, List<NewEvent> events) {
        List<String> texts() {
            return request.all();
        }
    }

    private IngestAnswer store(Handle tx, WorkspaceId workspace, Batch batch, @Nullable String key) {
        List<NewEvent> events = batch.events();
        WorkspaceRoutes declared = routes.current(tx, workspace).orElseThrow();
        List<Problem> unknown = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String pointer = batch.request().pointerForm().formatted(i) + "/type";
            declared.refusal(events.get(i).type()).ifPresent(detail -> unknown.add(new Problem(pointer, detail)));
        }
        if (!unknown.isEmpty()) {
            return new IngestAnswer.Refused(EventReading.Kind.INVALID, unknown);
        }
        List<EventId> numbers =
                events.stream().map(event -> new EventId(workspace, ids.next())).toList();
        List<String> publicIds = publicIds(numbers, events);
        if (key != null) {
            byte[] hash = Sha256.of(String.join("\n", batch.texts()));
            Optional<Answer> earlier =
                    JdbcIdempotency.reserve(tx, workspace, Scope.REQUEST, key, new Answer(hash, publicIds), now());
            if (earlier.isPresent()) {
                return earlier.get().sameBody(hash)
                        ? new IngestAnswer.Accepted(earlier.get().ids())
                        : new IngestAnswer.Conflict("this Idempotency-Key was used for a different request");
            }
        }
        return insertNew(tx, workspace, batch, numbers);
    }

    /** Stores the events whose own ids were not seen before. */
    private IngestAnswer insertNew(Handle tx, WorkspaceId workspace, Batch batch, List<EventId> numbers) {
        List<NewEvent> events = batch.events();
        List<EventId> freshIds = new ArrayList<>();
        List<String> freshTexts = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String externalId = events.get(i).externalId();
            if (externalId != null) {
                var verdict = DuplicateEvents.check(
                        tx, workspace, externalId, batch.texts().get(i), now());
                if (verdict == DuplicateEvents.Verdict.DIFFERENT) {
                    tx.rollback();
                    return new IngestAnswer.Conflict(
                            "an event with the id '%s' but another content was published before".formatted(externalId));
                }
                if (verdict == DuplicateEvents.Verdict.SAME) {
                    continue;
                }
            }
            freshIds.add(numbers.get(i));
            freshTexts.add(batch.texts().get(i));
        }
        JdbcOutbox.insert(tx, freshIds, freshTexts, batch.request().trace(), now());
        return new IngestAnswer.Accepted(publicIds(numbers, events));
    }

    private static List<String> publicIds(List<EventId> numbers, List<NewEvent> events) {
        List<String> publicIds = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String externalId = events.get(i).externalId();
            publicIds.add(externalId == null ? numbers.get(i).toString() : externalId);
        }
        return publicIds;
    }

    private static List<Problem> below(String pointer, List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Problem(pointer + problem.pointer(), problem.detail()))
                .toList();
    }

    private Instant now() {
        return clock.instant();
    }
}
