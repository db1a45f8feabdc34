package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptRequest;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.FailureKind;
import dev.atlas.webhooks.attempt.PhaseTimings;
import dev.atlas.webhooks.attempt.Sender;
import dev.atlas.webhooks.attempt.Trace;
import dev.atlas.webhooks.event.DeliveryBody;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.metrics.BestEffort;
import dev.atlas.webhooks.queue.LeasedDelivery;
import dev.atlas.webhooks.route.Route;
import java.time.Duration;
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
    private final Duration patience;
    private final Duration longest;
    private final SharedClock clock;
    private final String userAgent;

    /**
     * Sends nothing yet.
     *
     * @param patience how long after its claim an attempt may begin, so that its lease does not end before it does
     * @param longest how long it may take at most, for the same reason: an endpoint may still have more from other settings
     */
    Dispatcher(
            Sender sender,
            FinishedAttempts finished,
            Duration patience,
            Duration longest,
            SharedClock clock,
            String userAgent) {
        this.sender = sender;
        this.finished = finished;
        this.patience = patience;
        this.longest = longest;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    /**
     * Starts one attempt; returns at once and never throws: what cannot be sent at all is settled as a failed attempt, so
     * that it stays with its endpoint.
     */
    void dispatch(Claimed claimed) {
        LeasedDelivery leased = claimed.leased();
        if (clock.millis() - claimed.place().since() > patience.toMillis()) {
            // This process stood still: another node may have taken over, and even be done with what comes after.
            end(claimed, FailureKind.ABANDONED, "not sent: its claim is too old");
            return;
        }
        try {
            start(claimed);
        } catch (RuntimeException e) {
            end(claimed, FailureKind.INTERNAL, "could not be sent; the server's log says why");
            BestEffort.tell(() -> LOG.error(
                    "Delivery {} to endpoint {} cannot be sent",
                    leased.delivery().id(),
                    leased.delivery().endpoint(),
                    e));
        } catch (OutOfMemoryError e) {
            end(claimed, FailureKind.ABANDONED, "not sent: this server had no memory left");
        }
    }

    /** Whether an attempt of this delivery has ended here and waits for its settlement. */
    boolean hasResultOf(DeliveryId delivery) {
        return finished.has(delivery);
    }

    private void end(Claimed claimed, FailureKind kind, String message) {
        Trace nothing = new Trace(clock.instant(), new PhaseTimings(null, null, null, null, Duration.ZERO), null);
        AttemptResult result = new AttemptResult.Failed(nothing, kind, message);
        finished.add(new FinishedAttempt(claimed.leased(), claimed.place(), List.of(), result));
    }

    private void start(Claimed claimed) {
        LeasedDelivery leased = claimed.leased();
        Route route = claimed.route();
        byte[] body = DeliveryBody.of(leased.event(), leased.delivery().sequence());
        // Receivers hold the signature's time against their own clocks, which are no business of the database's.
        RequestHeaders headers =
                RequestHeaders.of(leased, route, body, clock.own().instant(), userAgent);
        Duration own = route.endpoint().spec().timeout();
        AttemptRequest request = new AttemptRequest(
                route.endpoint().spec().url(),
                body,
                headers.sent(),
                route.certificate(),
                own.compareTo(longest) < 0 ? own : longest);
        sender.send(
                request,
                result -> finished.add(new FinishedAttempt(leased, claimed.place(), headers.logged(), result)));
    }
}
