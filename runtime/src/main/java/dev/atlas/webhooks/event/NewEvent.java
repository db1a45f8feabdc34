package dev.atlas.webhooks.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as its publisher wrote it, checked.
 *
 * @param externalId the publisher's own id, which de-duplicates; null when the server shall number it
 * @param created Unix seconds
 * @param tags the event's own tags and those of the objects in {@code data}, sorted, each once
 * @param data the publisher's JSON text of a JSON object, untouched
 * @param previous likewise; null when absent
 */
public record NewEvent(
        @Nullable String externalId,
        String type,
        long created,
        List<String> tags,
        String data,
        @Nullable String previous) {
    public NewEvent {
        tags = List.copyOf(tags);
    }
}
