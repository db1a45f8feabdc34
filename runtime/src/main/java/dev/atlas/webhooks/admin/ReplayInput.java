package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have delivered again; null means not given.
 *
 * @param statuses words for the states of finished deliveries
 * @param missed past events that the endpoint would get now and has no delivery of
 */
public record ReplayInput(
        @Nullable EndpointId endpoint,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable List<String> statuses,
        @Nullable Integer code,
        @Nullable String cause,
        @Nullable List<DeliveryId> ids,
        @Nullable String filter,
        boolean deadLetters,
        boolean missed,
        @Nullable Integer rate) {}
