package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.identity.ReplayId;

/** The row of a replay is damaged: what stands in it is none of what this program writes. */
public final class ReplayUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayUnreadableException(ReplayId id, String column, RuntimeException cause) {
        super(
                "replay %s cannot be read, so it stands still: column %s of its row in atlas_replay is damaged; mend it, or set status to 'cancelled' there"
                        .formatted(id, column),
                cause);
    }
}
