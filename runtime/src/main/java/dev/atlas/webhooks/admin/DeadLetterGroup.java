package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import java.time.Instant;

/**
 * Dead letters of one endpoint that died of the same.
 *
 * @param cause the status and the shape of the last response, or the kind of failure
 * @param oldestAt when the first of them died
 * @param newest the last of them
 */
public record DeadLetterGroup(
        EndpointId endpoint, String cause, long count, Instant oldestAt, Instant newestAt, DeliveryId newest) {}
