package dev.atlas.webhooks.web.delivery;

import dev.atlas.webhooks.admin.DeliveryDetail;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log shows.
 *
 * @param endpoints those to choose from, and the names of those in the log
 * @param open the delivery in the drawer, if any
 */
public record LogPage(
        LogQuery query, Slice<DeliveryView> deliveries, EndpointTitles endpoints, @Nullable DeliveryDetail open) {
    /** What an endpoint is called: its id where it is gone. */
    public String title(EndpointId id) {
        return endpoints.of(id);
    }

    /** The attempts of the open delivery, newest first. */
    public List<AttemptView> attempts() {
        return open == null ? List.of() : AttemptView.newestFirst(open.attempts());
    }

    public boolean isOpen(DeliveryId id) {
        return open != null && open.view().delivery().id().equals(id);
    }

    /** Whether it can be chosen for a replay. */
    public static boolean finished(DeliveryView view) {
        DeliveryStatus status = view.delivery().status();
        return status != DeliveryStatus.PENDING && status != DeliveryStatus.HELD;
    }

    /** What the button is called that has a delivery tried now. */
    public static String retryTitle(DeliveryStatus status) {
        return switch (status) {
            case DELIVERED -> "Send again";
            case CANCELLED -> "Undo: deliver it";
            case PENDING, HELD, DEAD -> "Retry now";
        };
    }

    public static List<DeliveryStatus> statuses() {
        return List.of(DeliveryStatus.values());
    }
}
