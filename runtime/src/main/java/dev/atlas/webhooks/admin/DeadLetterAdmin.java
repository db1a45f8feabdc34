package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters: listed, grouped by what they died of, discarded with a reason. They are sent again by {@link ReplayAdmin}.
 * Thread-safe.
 */
public final class DeadLetterAdmin {
    /** Most letters that are grouped, the newest. */
    private static final int MOST_GROUPED = 100_000;

    /** Most letters of one discard. */
    private static final int MOST_DISCARDED = 10_000;

    private static final int MAX_REASON = 500;

    private final Database database;
    private final Changes changes;
    private final Duration retention;
    private final InstantSource clock;

    /** @param retention how long they are kept */
    public DeadLetterAdmin(Database database, Changes changes, Duration retention, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * What a discard has done.
     *
     * @param more whether there are more of the same
     */
    public record Discarded(int discarded, boolean more) {}

    /** By endpoint and cause, the largest group first. */
    public List<DeadLetterGroup> groups(WorkspaceId workspace) {
        return database.read(tx -> JdbcDeadLetters.groups(tx, workspace, MOST_GROUPED));
    }

    /** One by one, newest first. */
    public Slice<DeadLetter> list(WorkspaceId workspace, DeadLetterSearch search, SliceRequest request) {
        long before = request.after() == null
                ? Long.MAX_VALUE
                : DeliveryId.parse(request.after()).value();
        return request.slice(
                database.read(tx -> JdbcDeadLetters.search(
                        tx,
                        new DeliveryId(workspace, before),
                        search,
                        request.limit() + 1,
                        clock.instant().minus(retention))),
                letter -> letter.id().toString());
    }

    /** Gives letters up; the log keeps them as cancelled, the audit log who did it and why. */
    public Result<Discarded> discard(Actor actor, DeadLetterSearch search, String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            return new Result.Invalid<>(
                    List.of(new Problem("/reason", "is required: 1 to %d characters".formatted(MAX_REASON))));
        }
        if (search.endpoint() == null && search.cause() == null && search.ids().isEmpty()) {
            return new Result.Invalid<>(List.of(new Problem("", "say which: ids, endpoint or cause")));
        }
        return changes.run(actor, Permission.CHANGE, change -> {
            int count = JdbcDeadLetters.discard(change.tx(), actor.workspace(), search, MOST_DISCARDED);
            Discarded discarded = new Discarded(count, count == MOST_DISCARDED);
            if (count == 0) {
                return change.unchanged(discarded);
            }
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("reason", reason);
            facts.put("count", count);
            facts.put("cause", search.cause());
            facts.put("ids", search.ids().stream().map(DeliveryId::toString).toList());
            Object subject = search.endpoint() == null ? actor.workspace() : search.endpoint();
            return change.done("dead_letters.discarded", subject, null, facts, discarded);
        });
    }
}
