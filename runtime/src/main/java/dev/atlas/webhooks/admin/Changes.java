package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.jdbc.Database;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * The one way in which people and programs change things: asks whether they may, runs the work in one transaction, and
 * holds it to an entry in the audit log. What fails leaves nothing behind. Thread-safe.
 */
public final class Changes {
    private final Database database;
    private final IdSource ids;
    private final InstantSource clock;

    public Changes(Database database, IdSource ids, InstantSource clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Runs the work, which ends a success with {@link Change#done} or {@link Change#unchanged}.
     *
     * @throws IllegalStateException when it succeeded and said neither
     */
    <T> Result<T> run(Actor actor, Permission permission, Function<Change, Result<T>> work) {
        return actor.role().may(permission) ? runOwn(actor, work) : forbidden(actor, permission);
    }

    /** Likewise for what people may do to themselves without any permission. */
    <T> Result<T> runOwn(Actor actor, Function<Change, Result<T>> work) {
        return database.inTransaction(tx -> {
            Change change = new Change(tx, actor, ids, clock.instant());
            Result<T> result = work.apply(change);
            if (!(result instanceof Result.Ok)) {
                tx.rollback();
            } else if (!change.accountedFor()) {
                throw new IllegalStateException("a change without an entry in the audit log: " + result);
            }
            return result;
        });
    }

    /** The answer to somebody without the permission. */
    static <T> Result<T> forbidden(Actor actor, Permission permission) {
        String role = actor.role().word();
        String article = "aeiou".indexOf(role.charAt(0)) < 0 ? "a" : "an";
        return new Result.Forbidden<>("%s %s may not %s".formatted(article, role, permission.words()));
    }
}
