package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.DeadLetterAdmin;
import dev.atlas.webhooks.admin.DeadLetterSearch;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;

/** {@code /dead-letters}: what nobody took. It is sent again by {@code /replays}. */
@Path("/dead-letters")
@Produces("application/json")
public final class DeadLettersResource {
    private final DeadLetterAdmin letters;

    DeadLettersResource(DeadLetterAdmin letters) {
        this.letters = letters;
    }

    /** How many were discarded, and whether there are more of the same. */
    record DiscardBody(int discarded, boolean more) {}

    @GET
    public ListBody<DeadLetterBody> list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        DeadLetterSearch search =
                new DeadLetterSearch(query.read("endpoint", EndpointId::parse), query.text("cause"), List.of());
        SliceRequest request = ListBody.request(query, DeliveryId::parse);
        query.end();
        return ListBody.of(letters.list(Caller.of(security).workspace(), search, request), DeadLetterBody::of);
    }

    @GET
    @Path("/groups")
    public ListBody<DeadLetterGroupBody> groups(@Context SecurityContext security, @Context UriInfo uri) {
        new Query(uri.getQueryParameters()).end();
        return new ListBody<>(
                letters.groups(Caller.of(security).workspace()).stream()
                        .map(DeadLetterGroupBody::of)
                        .toList(),
                null);
    }

    @POST
    @Path("/discard")
    public DiscardBody discard(@Context SecurityContext security, RequestBody body) {
        Actor actor = Caller.of(security);
        Members in = body.members();
        String endpoint = in.string("endpoint");
        String cause = in.string("cause");
        List<DeliveryId> ids = ReplayWish.ids(in, in.strings("ids"));
        String reason = in.requiredString("reason");
        in.end();
        DeadLetterAdmin.Discarded discarded = Required.of(letters.discard(
                actor,
                new DeadLetterSearch(
                        endpoint == null ? null : PathId.endpoint(actor, endpoint),
                        cause,
                        Objects.requireNonNullElse(ids, List.of())),
                reason));
        return new DiscardBody(discarded.discarded(), discarded.more());
    }
}
