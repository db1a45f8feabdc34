package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.queue.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/**
 * A state in one word with a tone. The word alone says everything; the tone only helps the eye.
 *
 * @param tone {@code good}, {@code warn}, {@code bad}, {@code info} or {@code plain}
 */
public record Badge(String word, String tone) {

    public static Badge of(EndpointStatus status) {
        return new Badge(
                status.word(),
                switch (status) {
                    case ACTIVE -> "good";
                    case PAUSED -> "warn";
                    case DISABLED, DELETED -> "plain";
                });
    }

    public static Badge of(DeliveryStatus status) {
        return new Badge(
                status.word(),
                switch (status) {
                    case DELIVERED -> "good";
                    case PENDING -> "info";
                    case HELD -> "warn";
                    case DEAD -> "bad";
                    case CANCELLED -> "plain";
                });
    }

    /** Of an HTTP status code; null stands for no answer. */
    public static Badge ofCode(@Nullable Integer code) {
        if (code == null) {
            return new Badge("no answer", "bad");
        }
        return new Badge(code.toString(), code >= 200 && code < 300 ? "good" : "bad");
    }
}
