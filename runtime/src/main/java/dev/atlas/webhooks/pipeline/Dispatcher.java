package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptRequest;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.FailureKind;
import dev.atlas.webhooks.attempt.PhaseTimings;
import dev.atlas.webhooks.attempt.Sender;
import dev.atlas.webhooks.attempt.Trace;
import dev.atlas.webhooks.event.DeliveryBody;
import dev.atlas.webhooks.queue.LeasedDelivery;
import dev.atlas.webhooks.route.Route;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the attempts of leased deliveries and hands their results to the settlement. The caller has taken a place in
 * {@link InFlight}; it is given back once the attempt is settled. Thread-safe.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Sender sender;
    private final FinishedAttempts finished;
    private final InstantSource clock;
    private final String userAgent;

    Dispatcher(Sender sender, FinishedAttempts finished, InstantSource clock, String userAgent) {
        this.sender = sender;
        this.finished = finished;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    /**
     * Starts one attempt; returns at once and never throws: what cannot be sent at all (because its secret cannot be
     * decrypted, for one) is settled as a failed attempt, so that it stays with its endpoint.
     */
    void dispatch(Claimed claimed) {
        LeasedDelivery leased = claimed.leased();
        if (!claimed.route().secrets().canSign()) {
            fail(claimed, "not sent: this server cannot decrypt the endpoint's secret or headers (atlas.master-key)");
            return;
        }
        try {
            start(claimed);
        } catch (RuntimeException e) {
            LOG.error(
                    "Delivery {} to endpoint {} cannot be sent",
                    leased.delivery().id(),
                    leased.delivery().endpoint(),
                    e);
            fail(claimed, "could not be sent; the server's log says why");
        }
    }

    private void fail(Claimed claimed, String message) {
        Trace nothing = new Trace(clock.instant(), new PhaseTimings(null, null, null, null, Duration.ZERO), null);
        AttemptResult result = new AttemptResult.Failed(nothing, FailureKind.INTERNAL, message);
        finished.add(new FinishedAttempt(claimed.leased(), claimed.place(), List.of(), result));
    }

    private void start(Claimed claimed) {
        LeasedDelivery leased = claimed.leased();
        Route route = claimed.route();
        byte[] body = DeliveryBody.of(leased.event(), leased.delivery().sequence());
        RequestHeaders headers = RequestHeaders.of(leased, route, body, clock.instant(), userAgent);
        AttemptRequest request = new AttemptRequest(
                route.endpoint().spec().url(),
                body,
                headers.sent(),
                route.endpoint().spec().timeout());
        sender.send(
                request,
                result -> finished.add(new FinishedAttempt(leased, claimed.place(), headers.logged(), result)));
    }
}
