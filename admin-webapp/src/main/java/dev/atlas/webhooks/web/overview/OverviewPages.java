package dev.atlas.webhooks.web.overview;

import dev.atlas.webhooks.admin.DeliveryAdmin;
import dev.atlas.webhooks.admin.DeliverySearch;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.admin.StatsAdmin;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.stats.Window;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;

/** The first page: what goes well, what does not, and where to look. Thread-safe. */
@Path("/")
public final class OverviewPages {
    private static final int ENDPOINTS = 200;
    private static final int DEAD_LETTERS = 8;

    private final EndpointAdmin endpoints;
    private final DeliveryAdmin deliveries;
    private final StatsAdmin stats;
    private final Templates templates;

    public OverviewPages(EndpointAdmin endpoints, DeliveryAdmin deliveries, StatsAdmin stats, Templates templates) {
        this.stats = stats;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.templates = templates;
    }

    @GET
    public Page show(@Context HttpServletRequest request, @QueryParam("window") @DefaultValue("24h") String word) {
        Window window = Window.of(word).orElseThrow(() -> new NotFoundException("window " + word));
        WorkspaceId workspace = Visit.of(request).actor().workspace();
        DeliverySearch dead = new DeliverySearch(null, null, DeliveryStatus.DEAD, null, null, null);
        OverviewPage page = new OverviewPage(
                Answers.required(stats.read(workspace, null, window)),
                deliveries.dead(workspace),
                endpoints.list(workspace, new SliceRequest(ENDPOINTS, null)).all(),
                deliveries
                        .list(workspace, dead, new SliceRequest(DEAD_LETTERS, null))
                        .items());
        return shell -> templates.overviewShow(shell, page);
    }
}
