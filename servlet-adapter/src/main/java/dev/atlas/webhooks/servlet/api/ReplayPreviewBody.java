package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.ReplayPreview;
import java.util.List;

/**
 * What a replay would bring back.
 *
 * @param complete false when there may be more than was counted
 * @param samples ids of the first deliveries or, with {@code missed}, events
 */
record ReplayPreviewBody(long count, boolean complete, List<String> samples) {
    static ReplayPreviewBody of(ReplayPreview preview) {
        return new ReplayPreviewBody(preview.count(), preview.complete(), preview.samples());
    }
}
