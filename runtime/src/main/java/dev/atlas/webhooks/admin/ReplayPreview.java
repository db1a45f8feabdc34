package dev.atlas.webhooks.admin;

import java.util.List;

/**
 * What a replay would bring back.
 *
 * @param complete false when there may be more than was counted
 * @param samples ids of the first deliveries or, of missed ones, events
 */
public record ReplayPreview(long count, boolean complete, List<String> samples) {
    public ReplayPreview {
        samples = List.copyOf(samples);
    }
}
