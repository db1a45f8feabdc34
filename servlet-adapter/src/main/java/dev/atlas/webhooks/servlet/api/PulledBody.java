package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.DeliveryDetail;
import tools.jackson.databind.util.RawValue;

/**
 * One event as an endpoint gets it, for those who fetch instead of listening.
 *
 * @param delivery the delivery's id
 * @param status where that delivery stands
 * @param event exactly what is, or will be, posted
 */
record PulledBody(long sequence, String delivery, String status, RawValue event) {
    static PulledBody of(DeliveryDetail detail) {
        return new PulledBody(
                detail.view().delivery().sequence(),
                detail.view().delivery().id().toString(),
                detail.view().delivery().status().word(),
                new RawValue(detail.requestBody()));
    }
}
