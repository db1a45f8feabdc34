package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.AlertAdmin;
import dev.atlas.webhooks.admin.AlertSearch;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.alert.AlertKind;
import dev.atlas.webhooks.alert.SentAlert;
import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.page.Query;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The alert mails: to whom, what the mail server said, and which kinds are wanted. Thread-safe. */
@Path("/alerts")
public final class AlertPages {
    private static final int PER_PAGE = 50;

    private final AlertAdmin alerts;
    private final EndpointAdmin endpoints;
    private final Templates templates;

    public AlertPages(AlertAdmin alerts, EndpointAdmin endpoints, Templates templates) {
        this.alerts = alerts;
        this.endpoints = endpoints;
        this.templates = templates;
    }

    @GET
    public Page list(@Context HttpServletRequest request, @Context UriInfo address) {
        Actor actor = Visit.of(request).actor();
        Query query = Query.of("/alerts", List.of("kind", "status", "after"), address.getQueryParameters());
        if (query.has("after")) {
            requireCursor(query.value("after"));
        }
        AlertSearch search =
                new AlertSearch(null, AlertKind.of(query.value("kind")).orElse(null), query.orNull("status"));
        Slice<SentAlert> found =
                alerts.list(actor.workspace(), search, new SliceRequest(PER_PAGE, query.orNull("after")));
        EndpointTitles titles = EndpointTitles.of(endpoints, actor.workspace());
        Map<AlertKind, Boolean> switches = Answers.required(alerts.switches(actor.workspace(), null));
        return shell -> templates.workspaceAlerts(shell, new AlertsPage(query, found, titles, switches));
    }

    /** A switch that is off is not in the form at all. */
    @POST
    public Response change(@Context HttpServletRequest request, MultivaluedMap<String, String> sent) {
        Visit visit = Visit.of(request);
        Map<AlertKind, Boolean> wanted = new EnumMap<>(AlertKind.class);
        for (AlertKind kind : AlertKind.values()) {
            wanted.put(kind, sent.containsKey(kind.word()));
        }
        return visit.goTo("/alerts", alerts.change(visit.actor(), null, wanted), switches -> "Saved.");
    }

    private static void requireCursor(String text) {
        try {
            AlertId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
    }
}
