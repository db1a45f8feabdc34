package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.AuditId;
import dev.atlas.webhooks.jdbc.Database;

/** What was changed in a workspace, for those who administer it. Thread-safe. */
public final class AuditLog {
    /** Most entries that one piece of a list looks at. */
    static final int LOOK = 20_000;

    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    /**
     * Entries, newest first. A piece looks at no more than {@value #LOOK}; where few of them are meant it is short, and its
     * cursor says where the next one goes on.
     */
    public Result<Slice<AuditEntry>> list(Actor actor, AuditSearch search, SliceRequest request) {
        if (!actor.role().may(Permission.ADMINISTER)) {
            return Changes.forbidden(actor, Permission.ADMINISTER);
        }
        long before = request.after() == null
                ? Long.MAX_VALUE
                : AuditId.parse(request.after()).value();
        return new Result.Ok<>(database.read(tx -> {
            AuditId border = search.isSelective()
                    ? JdbcAudit.placeAfter(tx, actor.workspace(), search, before, LOOK)
                            .orElse(null)
                    : null;
            return request.slice(
                    JdbcAudit.search(tx, actor.workspace(), search, before, border, request.limit() + 1),
                    entry -> entry.id().toString(),
                    border);
        }));
    }
}
