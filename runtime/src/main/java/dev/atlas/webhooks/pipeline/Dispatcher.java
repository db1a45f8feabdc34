package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptRequest;
import dev.atlas.webhooks.attempt.Sender;
import dev.atlas.webhooks.event.DeliveryBody;
import dev.atlas.webhooks.queue.LeasedDelivery;
import dev.atlas.webhooks.route.Route;
import java.time.InstantSource;

/**
 * Starts the attempts of leased deliveries and hands their results to the settlement. The caller has taken a place in
 * {@link InFlight}; it is given back once the attempt is settled. Thread-safe.
 */
final class Dispatcher {
    private final Sender sender;
    private final Settler settler;
    private final InstantSource clock;
    private final String userAgent;

    Dispatcher(Sender sender, Settler settler, InstantSource clock, String userAgent) {
        this.sender = sender;
        this.settler = settler;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    /** Starts one attempt; returns at once. */
    void dispatch(LeasedDelivery leased, Route route) {
        byte[] body = DeliveryBody.of(leased.event(), leased.delivery().sequence());
        RequestHeaders headers = RequestHeaders.of(leased, route, body, clock.instant(), userAgent);
        AttemptRequest request = new AttemptRequest(
                route.endpoint().spec().url(),
                body,
                headers.sent(),
                route.endpoint().spec().timeout());
        sender.send(request, result -> settler.finished(new FinishedAttempt(leased, headers.logged(), result)));
    }
}
