package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.AuditId;
import dev.atlas.webhooks.jdbc.Database;

/** What was changed in a workspace, for those who administer it. Thread-safe. */
public final class AuditLog {
    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    /** Entries, newest first. */
    public Result<Slice<AuditEntry>> list(Actor actor, AuditSearch search, SliceRequest request) {
        if (!actor.role().may(Permission.ADMINISTER)) {
            return Changes.forbidden(actor, Permission.ADMINISTER);
        }
        long before = request.after() == null
                ? Long.MAX_VALUE
                : AuditId.parse(request.after()).value();
        return new Result.Ok<>(request.slice(
                database.read(tx -> JdbcAudit.search(tx, actor.workspace(), search, before, request.limit() + 1)),
                entry -> entry.id().toString()));
    }
}
