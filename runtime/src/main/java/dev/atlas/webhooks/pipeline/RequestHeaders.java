package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.attempt.Signer;
import dev.atlas.webhooks.endpoint.EndpointSpec;
import dev.atlas.webhooks.endpoint.SignatureMode;
import dev.atlas.webhooks.event.TraceParent;
import dev.atlas.webhooks.queue.LeasedDelivery;
import dev.atlas.webhooks.route.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers of one attempt (contract, section 3): signed afresh with every secret that is valid at this moment.
 *
 * @param sent what goes over the wire
 * @param logged the same with the values of the endpoint's own headers masked, since they may be credentials
 */
record RequestHeaders(List<Header> sent, List<Header> logged) {
    private static final String MASK = "********";

    static RequestHeaders of(LeasedDelivery leased, Route route, byte[] body, Instant now, String userAgent) {
        EndpointSpec spec = route.endpoint().spec();
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", "application/json; charset=utf-8"));
        headers.add(new Header("User-Agent", userAgent));
        headers.add(new Header(
                "Atlas-Attempt", Integer.toString(leased.delivery().schedule().round() + 1)));
        headers.add(new Header("Atlas-Event-Id", leased.event().publicId()));
        headers.add(new Header("Atlas-Event-Type", leased.event().event().type()));
        headers.add(new Header("Atlas-Delivery-Id", leased.delivery().id().toString()));
        headers.add(new Header("Atlas-Sequence", Long.toString(leased.delivery().sequence())));
        TraceParent trace = leased.event().trace();
        if (trace != null) {
            int attempt = leased.delivery().schedule().attempts();
            headers.add(
                    new Header("traceparent", trace.child(leased.delivery().id().value() + attempt)));
        }
        List<String> secrets = route.secrets().validAt(now);
        if (spec.signature() == SignatureMode.STANDARD_WEBHOOKS) {
            String id = leased.event().publicId();
            headers.add(new Header("webhook-id", id));
            headers.add(new Header("webhook-timestamp", Long.toString(now.getEpochSecond())));
            headers.add(new Header("webhook-signature", Signer.standardWebhooks(secrets, id, now, body)));
        } else {
            headers.add(new Header("Atlas-Signature", Signer.atlasSignature(secrets, now, body)));
        }
        List<Header> logged = new ArrayList<>(headers);
        spec.headers().forEach((name, value) -> {
            headers.add(new Header(name, value));
            logged.add(new Header(name, MASK));
        });
        return new RequestHeaders(List.copyOf(headers), List.copyOf(logged));
    }
}
