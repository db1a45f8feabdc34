package dev.atlas.webhooks.web.endpoint;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.AlertAdmin;
import dev.atlas.webhooks.admin.DeliveryAdmin;
import dev.atlas.webhooks.admin.DeliverySearch;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointList;
import dev.atlas.webhooks.admin.EndpointSecretView;
import dev.atlas.webhooks.admin.EndpointSecrets;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.admin.StatsAdmin;
import dev.atlas.webhooks.admin.StatsView;
import dev.atlas.webhooks.alert.SentAlert;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.stats.Window;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.page.Sparkline;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of endpoints and the page of one endpoint. Thread-safe. */
@Path("/endpoints")
public final class EndpointPages {
    private static final int PER_PAGE = 25;
    private static final int RECENT = 8;

    private final EndpointAdmin endpoints;
    private final EndpointSecrets secrets;
    private final DeliveryAdmin deliveries;
    private final StatsAdmin stats;
    private final AlertAdmin alerts;
    private final Templates templates;

    public EndpointPages(
            EndpointAdmin endpoints,
            EndpointSecrets secrets,
            DeliveryAdmin deliveries,
            StatsAdmin stats,
            AlertAdmin alerts,
            Templates templates) {
        this.stats = stats;
        this.alerts = alerts;
        this.secrets = secrets;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.templates = templates;
    }

    @GET
    public Page list(@Context HttpServletRequest request, @QueryParam("after") @Nullable String after) {
        Actor actor = Visit.of(request).actor();
        String cursor = after == null ? null : Address.endpoint(after, actor).toString();
        EndpointList slice = endpoints.list(actor.workspace(), new SliceRequest(PER_PAGE, cursor));
        List<EndpointId> ids =
                slice.items().stream().map(view -> view.endpoint().id()).toList();
        Map<EndpointId, Sparkline> sparklines = stats.series(actor.workspace(), ids, Window.DAY).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, series -> Sparkline.of(series.getValue())));
        return shell -> templates.endpointList(shell, slice, sparklines, after != null);
    }

    @GET
    @Path("{id}")
    public Page show(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @QueryParam("confirm") @DefaultValue("") String confirm,
            @QueryParam("reveal") @DefaultValue("") String reveal) {
        Actor actor = Visit.of(request).actor();
        EndpointId endpoint = Address.endpoint(id, actor);
        EndpointView view = Answers.required(endpoints.get(endpoint));
        EndpointSecretView secret = reveal.equals("secret") ? Answers.required(secrets.reveal(actor, endpoint)) : null;
        DeliverySearch ofEndpoint = new DeliverySearch(endpoint, null, null, null, null, null);
        List<DeliveryView> recent = deliveries
                .list(actor.workspace(), ofEndpoint, new SliceRequest(RECENT, null))
                .items();
        StatsView lastDay = Answers.required(stats.read(actor.workspace(), endpoint, Window.DAY));
        Instant overlapEnd = endpoints.secretOverlapEnd(endpoint).orElse(null);
        String owner = view.endpoint().spec().ownerEmail();
        SentAlert unreached = owner == null
                ? null
                : alerts.unreached(actor.workspace(), owner).orElse(null);
        String unreadable = endpoints.unreadable(actor.workspace()).get(endpoint);
        EndpointPage page = new EndpointPage(view, lastDay, secret, overlapEnd, recent, unreadable, unreached, confirm);
        return shell -> templates.endpointShow(shell, page);
    }
}
