package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.queue.LeasedDelivery;
import java.util.List;

/** An attempt that has ended and is not settled yet; the headers are those for the log. */
record FinishedAttempt(LeasedDelivery leased, Place place, List<Header> loggedHeaders, AttemptResult result) {}
