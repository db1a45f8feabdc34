package dev.atlas.webhooks.pipeline;

import java.time.Duration;

/**
 * What there is to do in the whole installation; counted up to 100,000.
 *
 * @param pending deliveries that are to be attempted
 * @param held deliveries whose endpoint is out of service
 * @param outbox events that are not routed yet
 * @param mails alert mails that are not sent yet
 * @param dueFor how long the longest overdue delivery has been due
 * @param publishedFor how long ago the oldest event of the outbox was published
 * @param unknownStatus whether the status of some delivery is no known word
 */
record Pending(
        long pending,
        long held,
        long outbox,
        long mails,
        Duration dueFor,
        Duration publishedFor,
        boolean unknownStatus) {
    static final Pending NONE = new Pending(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, false);
}
