package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.identity.AttemptId;
import dev.atlas.webhooks.identity.DeliveryId;
import java.util.List;

/**
 * One attempt as it is kept in the log.
 *
 * @param number 1 for the delivery's first attempt
 * @param requestHeaders as sent, credentials masked
 */
public record AttemptRecord(
        AttemptId id, DeliveryId delivery, int number, List<Header> requestHeaders, AttemptResult result) {
    public AttemptRecord {
        requestHeaders = List.copyOf(requestHeaders);
    }
}
