package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.AlertAdmin;
import dev.atlas.webhooks.admin.AlertSearch;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.alert.AlertKind;
import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /alerts}: the mails that were sent, refused or returned, and which kinds are wanted. */
@Path("/alerts")
@Produces("application/json")
public final class AlertsResource {
    private static final List<String> STATUSES = List.of("waiting", "sent", "failed", "bounced");

    private final AlertAdmin alerts;

    AlertsResource(AlertAdmin alerts) {
        this.alerts = alerts;
    }

    @GET
    public ListBody<AlertBody> list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        AlertSearch search = new AlertSearch(
                query.read("endpoint", EndpointId::parse),
                query.read("kind", AlertsResource::kind),
                query.read("status", AlertsResource::status));
        SliceRequest request = ListBody.request(query, AlertId::parse);
        query.end();
        return ListBody.of(alerts.list(Caller.of(security).workspace(), search, request), AlertBody::of);
    }

    @GET
    @Path("/settings")
    public AlertSettingsBody settings(@Context SecurityContext security, @Context UriInfo uri) {
        Actor actor = Caller.of(security);
        EndpointId endpoint = endpoint(actor, uri);
        return AlertSettingsBody.of(Required.of(alerts.switches(actor.workspace(), endpoint)));
    }

    @PATCH
    @Path("/settings")
    public AlertSettingsBody change(@Context SecurityContext security, @Context UriInfo uri, RequestBody body) {
        Actor actor = Caller.of(security);
        EndpointId endpoint = endpoint(actor, uri);
        Members in = body.members();
        Map<AlertKind, Boolean> changes = new EnumMap<>(AlertKind.class);
        for (AlertKind kind : AlertKind.values()) {
            Boolean enabled = in.flag(kind.word());
            if (enabled != null) {
                changes.put(kind, enabled);
            }
        }
        in.end();
        return AlertSettingsBody.of(Required.of(alerts.change(actor, endpoint, changes)));
    }

    private static @Nullable EndpointId endpoint(Actor actor, UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        String endpoint = query.text("endpoint");
        query.end();
        return endpoint == null ? null : PathId.endpoint(actor, endpoint);
    }

    private static AlertKind kind(String word) {
        return AlertKind.of(word)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(AlertKind.values()).map(AlertKind::word).collect(Collectors.joining(", "))
                        + ", not '" + word + "'"));
    }

    private static String status(String word) {
        if (!STATUSES.contains(word)) {
            throw new IllegalArgumentException(
                    "must be one of " + String.join(", ", STATUSES) + ", not '" + word + "'");
        }
        return word;
    }
}
