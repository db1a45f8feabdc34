package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.AuditId;
import dev.atlas.webhooks.identity.IdSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One change under way: its transaction, who makes it and when. For one thread, until the transaction ends. */
public final class Change {
    private final Handle tx;
    private final Actor actor;
    private final IdSource ids;
    private final Instant now;
    private boolean accountedFor;

    Change(Handle tx, Actor actor, IdSource ids, Instant now) {
        this.tx = tx;
        this.actor = actor;
        this.ids = ids;
        this.now = now;
    }

    Handle tx() {
        return tx;
    }

    Actor actor() {
        return actor;
    }

    Instant now() {
        return now;
    }

    /** A fresh id. */
    long nextId() {
        return ids.next();
    }

    /**
     * Ends a change, with its entry in the audit log.
     *
     * @param action what was done, such as {@code endpoint.updated}
     * @param subject the id of what it was done to
     * @param before the thing as it was, null if it is new; must not hold secrets
     * @param after the thing as it is, null if it is gone; of an update only what differs is kept
     */
    <T> Result<T> done(
            String action,
            Object subject,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after,
            T value) {
        JdbcAudit.insert(
                tx,
                new AuditEntry(
                        new AuditId(actor.workspace(), nextId()),
                        now,
                        actor.name(),
                        actor.from(),
                        action,
                        subject.toString(),
                        differing(before, after),
                        differing(after, before)));
        return unchanged(value);
    }

    /** Ends a change that turned out to change nothing, so that there is nothing to log. */
    <T> Result<T> unchanged(T value) {
        accountedFor = true;
        return new Result.Ok<>(value);
    }

    boolean accountedFor() {
        return accountedFor;
    }

    /** What the one has otherwise than the other; all of it when there is no other. */
    private static @Nullable Map<String, @Nullable Object> differing(
            @Nullable Map<String, @Nullable Object> one, @Nullable Map<String, @Nullable Object> other) {
        if (one == null || other == null) {
            return one;
        }
        Map<String, @Nullable Object> differing = new LinkedHashMap<>();
        one.forEach((name, value) -> {
            if (!Objects.equals(value, other.get(name))) {
                differing.put(name, value);
            }
        });
        return differing;
    }
}
