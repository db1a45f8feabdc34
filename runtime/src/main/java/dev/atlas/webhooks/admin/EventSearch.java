package dev.atlas.webhooks.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events; null means any.
 *
 * @param type exact, or {@code prefix.*}
 * @param since accepted at this time or later, by the time in the event's id
 * @param until accepted before this time, likewise
 * @param text found anywhere in the event's data
 */
public record EventSearch(
        @Nullable String type,
        @Nullable String tag,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text) {

    /** Whether there are conditions that no index serves. */
    boolean isSelective() {
        return tag != null || text != null || (type != null && type.endsWith(".*"));
    }
}
