package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.attempt.Signer;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.endpoint.SignatureMode;
import dev.atlas.webhooks.event.DeliveryBody;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes a delivery's request again, signed for now, to be sent by hand from somewhere else. Thread-safe. */
public final class DeliveryRequests {
    private final Database database;
    private final JdbcEndpoints endpoints;
    private final JdbcSecrets secrets;
    private final InstantSource clock;

    public DeliveryRequests(Database database, JdbcEndpoints endpoints, JdbcSecrets secrets, InstantSource clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The request, with a signature that receivers take for the next minutes; so only for those who may change things. */
    public Result<SignedRequest> signed(Actor actor, DeliveryId id) {
        if (!actor.role().mayChange()) {
            return new Result.Forbidden<>("a " + actor.role().word() + " may not sign requests");
        }
        if (!id.workspace().equals(actor.workspace())) {
            return new Result.NotFound<>("delivery " + id);
        }
        return database.read(tx -> {
            Optional<DeliveryView> view = JdbcDeliveryLog.find(tx, id);
            Optional<Endpoint> endpoint =
                    view.flatMap(found -> endpoints.find(tx, found.delivery().endpoint()));
            Optional<StoredEvent> event =
                    view.flatMap(found -> JdbcEvents.find(tx, found.delivery().event()));
            return view.isEmpty() || endpoint.isEmpty() || event.isEmpty()
                    ? new Result.NotFound<>("the endpoint or the event of delivery " + id)
                    : new Result.Ok<>(request(tx, view.get().delivery(), endpoint.get(), event.get()));
        });
    }

    private SignedRequest request(Handle tx, Delivery delivery, Endpoint endpoint, StoredEvent event) {
        byte[] body = DeliveryBody.of(event, delivery.sequence());
        List<Header> headers = new ArrayList<>(List.of(
                new Header("Content-Type", "application/json; charset=utf-8"),
                new Header("Atlas-Attempt", Integer.toString(delivery.schedule().attempts() + 1)),
                new Header("Atlas-Event-Id", event.publicId()),
                new Header("Atlas-Event-Type", event.event().type()),
                new Header("Atlas-Delivery-Id", delivery.id().toString()),
                new Header("Atlas-Sequence", Long.toString(delivery.sequence()))));
        headers.addAll(signature(tx, endpoint, event.publicId(), body));
        endpoint.spec().headers().keySet().forEach(name -> headers.add(new Header(name, EndpointRules.MASK)));
        return new SignedRequest(endpoint.spec().url(), headers, new String(body, StandardCharsets.UTF_8));
    }

    private List<Header> signature(Handle tx, Endpoint endpoint, String messageId, byte[] body) {
        Instant now = clock.instant();
        List<String> alive = secrets.read(tx, endpoint.id()).validAt(now);
        return endpoint.spec().signature() == SignatureMode.ATLAS
                ? List.of(new Header("Atlas-Signature", Signer.atlasSignature(alive, now, body)))
                : List.of(
                        new Header("webhook-id", messageId),
                        new Header("webhook-timestamp", Long.toString(now.getEpochSecond())),
                        new Header("webhook-signature", Signer.standardWebhooks(alive, messageId, now, body)));
    }
}
