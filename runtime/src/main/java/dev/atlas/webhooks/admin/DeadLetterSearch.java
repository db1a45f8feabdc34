package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; null and empty for any.
 *
 * @param cause as {@link DeadLetterGroup} has it
 */
public record DeadLetterSearch(@Nullable EndpointId endpoint, @Nullable String cause, List<DeliveryId> ids) {
    public DeadLetterSearch {
        ids = List.copyOf(ids);
    }
}
