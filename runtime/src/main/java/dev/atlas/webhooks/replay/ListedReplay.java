package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.identity.ReplayId;
import org.jspecify.annotations.Nullable;

/**
 * A replay in a list, from which none is left out.
 *
 * @param replay null when its row is damaged
 * @param trouble then, what is wrong and what to do; else null
 */
public record ListedReplay(ReplayId id, @Nullable Replay replay, @Nullable String trouble) {}
