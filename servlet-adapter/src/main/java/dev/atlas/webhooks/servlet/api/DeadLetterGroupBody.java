package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.DeadLetterGroup;
import java.time.Instant;

/** Dead letters of one endpoint that died of the same. */
record DeadLetterGroupBody(
        String endpoint, String cause, long count, Instant oldestAt, Instant newestAt, String newest) {
    static DeadLetterGroupBody of(DeadLetterGroup group) {
        return new DeadLetterGroupBody(
                group.endpoint().toString(),
                group.cause(),
                group.count(),
                group.oldestAt(),
                group.newestAt(),
                group.newest().toString());
    }
}
