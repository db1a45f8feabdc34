package dev.atlas.webhooks.outbox;

import dev.atlas.webhooks.identity.Sha256;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.outbox.JdbcIdempotency.Answer;
import dev.atlas.webhooks.outbox.JdbcIdempotency.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tells apart the events that carry their publisher's own id. */
public final class DuplicateEvents {
    /** What is known of an event's id. */
    public enum Verdict {
        /** Not seen before; now remembered. */
        NEW,
        /** The same event again. */
        SAME,
        /** Seen with another content. */
        DIFFERENT
    }

    private DuplicateEvents() {}

    /** Looks up an id and, if it is new, remembers it in this transaction. */
    public static Verdict check(Handle tx, WorkspaceId workspace, String externalId, String payload, Instant now) {
        byte[] hash = Sha256.of(payload);
        Optional<Answer> earlier = JdbcIdempotency.reserve(
                tx, workspace, Scope.EVENT, externalId, new Answer(hash, List.of(externalId)), now);
        if (earlier.isEmpty()) {
            return Verdict.NEW;
        }
        return earlier.get().sameBody(hash) ? Verdict.SAME : Verdict.DIFFERENT;
    }
}
