package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.ReplayId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.replay.Finding;
import dev.atlas.webhooks.replay.Finding.Piece;
import dev.atlas.webhooks.replay.JdbcPast;
import dev.atlas.webhooks.replay.JdbcReplays;
import dev.atlas.webhooks.replay.ListedReplay;
import dev.atlas.webhooks.replay.Past;
import dev.atlas.webhooks.replay.Replay;
import dev.atlas.webhooks.replay.ReplayStatus;
import dev.atlas.webhooks.replay.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Bulk redelivery: previewed, started, watched, stopped. Thread-safe. */
public final class ReplayAdmin {
    private static final int SAMPLES = 10;

    /** A preview whose rule must be asked reads no more rows than this. */
    private static final int MOST_ASKED = 20_000;

    /** One that no index serves reads no more than this. */
    private static final int MOST_READ = 100_000;

    private final Database database;
    private final Changes changes;
    private final JdbcEndpoints endpoints;
    private final ReplayRules rules;
    private final Finding finding;

    public ReplayAdmin(
            Database database, Changes changes, JdbcEndpoints endpoints, ReplayRules rules, Finding finding) {
        this.database = database;
        this.changes = changes;
        this.endpoints = endpoints;
        this.rules = rules;
        this.finding = finding;
    }

    /** What a replay would bring back now; nothing is sent. */
    public Result<ReplayPreview> preview(WorkspaceId workspace, ReplayInput input) {
        return rules.apply(input).then(selection -> database.read(tx -> preview(tx, workspace, input, selection)));
    }

    private Result<ReplayPreview> preview(Handle tx, WorkspaceId workspace, ReplayInput input, Selection selection) {
        Optional<Endpoint> endpoint = Optional.ofNullable(input.endpoint()).flatMap(id -> endpoints.find(tx, id));
        if (input.endpoint() != null && endpoint.isEmpty()) {
            return noEndpoint(input.endpoint());
        }
        if (selection.missed()) {
            return new Result.Ok<>(look(
                    selection,
                    MOST_ASKED,
                    position -> finding.missed(tx, endpoint.orElseThrow(), selection, position),
                    StoredEvent::publicId));
        }
        Function<Long, Piece<Past>> next =
                position -> finding.finished(tx, workspace, selection, position, Integer.MAX_VALUE);
        boolean asked = !selection.filter().isBlank();
        if (asked || selection.isSelective()) {
            return new Result.Ok<>(look(selection, asked ? MOST_ASKED : MOST_READ, next, past -> past.delivery()
                    .id()
                    .toString()));
        }
        long count = JdbcPast.count(tx, workspace, selection);
        List<String> samples = next.apply(JdbcPast.start(selection)).found().stream()
                .limit(SAMPLES)
                .map(past -> past.delivery().id().toString())
                .toList();
        return new Result.Ok<>(
                new ReplayPreview(Math.min(count, JdbcPast.MOST_COUNTED), count <= JdbcPast.MOST_COUNTED, samples));
    }

    private static <T> ReplayPreview look(
            Selection selection, int most, Function<Long, Piece<T>> next, Function<T, String> id) {
        List<String> samples = new ArrayList<>();
        long position = JdbcPast.start(selection);
        long count = 0;
        for (int read = 0; read < most; ) {
            Piece<T> piece = next.apply(position);
            count += piece.found().size();
            piece.found().stream().limit(SAMPLES - samples.size()).map(id).forEach(samples::add);
            if (piece.end()) {
                return new ReplayPreview(count, true, samples);
            }
            read += piece.read();
            position = piece.position();
        }
        return new ReplayPreview(count, false, samples);
    }

    /** Begins a replay. */
    public Result<Replay> start(Actor actor, ReplayInput input) {
        return rules.apply(input)
                .then(selection -> changes.run(actor, Permission.CHANGE, change -> {
                    Result<ReplayPreview> preview = preview(change.tx(), actor.workspace(), input, selection);
                    return preview.then(seen -> {
                        Replay replay = Replay.begin(
                                new ReplayId(actor.workspace(), change.nextId()),
                                selection,
                                input.rate(),
                                JdbcPast.start(selection),
                                seen.complete() ? seen.count() : null,
                                actor.name(),
                                change.now());
                        JdbcReplays.insert(change.tx(), replay);
                        return change.done("replay.started", replay.id(), null, facts(replay), replay);
                    });
                }));
    }

    /** The replays of a workspace, newest first; those too that cannot be read. */
    public Slice<ListedReplay> list(WorkspaceId workspace, SliceRequest request) {
        long before = request.after() == null
                ? Long.MAX_VALUE
                : ReplayId.parse(request.after()).value();
        return request.slice(
                database.read(tx -> JdbcReplays.list(tx, workspace, before, request.limit() + 1)),
                replay -> replay.id().toString());
    }

    /** How far a replay is. */
    public Result<Replay> get(ReplayId id) {
        return database.read(tx -> JdbcReplays.find(tx, id))
                .<Result<Replay>>map(Result.Ok::new)
                .orElseGet(() -> notFound(id));
    }

    /** Stops a replay for a while; what is in the queue already is delivered. */
    public Result<Replay> pause(Actor actor, ReplayId id) {
        return set(actor, id, "replay.paused", ReplayStatus.PAUSED);
    }

    /** Lets a paused replay go on where it stood. */
    public Result<Replay> resume(Actor actor, ReplayId id) {
        return set(actor, id, "replay.resumed", ReplayStatus.RUNNING);
    }

    /** Ends a replay; what it has not put into the queue yet stays as it is. */
    public Result<Replay> cancel(Actor actor, ReplayId id) {
        return set(actor, id, "replay.cancelled", ReplayStatus.CANCELLED);
    }

    private Result<Replay> set(Actor actor, ReplayId id, String action, ReplayStatus status) {
        return changes.run(actor, Permission.CHANGE, change -> {
            Optional<Replay> found = JdbcReplays.find(change.tx(), id);
            if (found.isEmpty() || !id.workspace().equals(actor.workspace())) {
                return notFound(id);
            }
            ReplayStatus before = found.get().status();
            if (before.isOver() || before == status) {
                return new Result.Conflict<>("it is already " + before.word());
            }
            JdbcReplays.setStatus(change.tx(), id, status, change.now());
            Replay after = JdbcReplays.find(change.tx(), id).orElseThrow();
            return change.done(action, id, Map.of("status", before.word()), Map.of("status", status.word()), after);
        });
    }

    private static Map<String, @Nullable Object> facts(Replay replay) {
        Selection selection = replay.selection();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put(
                "endpoint",
                selection.endpoint() == null
                        ? null
                        : new EndpointId(replay.id().workspace(), selection.endpoint()).toString());
        facts.put("since", selection.since().toString());
        facts.put("until", selection.until().toString());
        facts.put("missed", selection.missed());
        facts.put("status", selection.missed() ? null : selection.statuses());
        facts.put("filter", selection.filter());
        facts.put("code", selection.code());
        facts.put("cause", selection.cause());
        facts.put("ids", selection.ids().size());
        facts.put("total", replay.total());
        facts.put("rate", replay.rate());
        return facts;
    }

    private static <T> Result<T> noEndpoint(EndpointId id) {
        return new Result.NotFound<>("endpoint " + id);
    }

    private static <T> Result<T> notFound(ReplayId id) {
        return new Result.NotFound<>("replay " + id);
    }
}
