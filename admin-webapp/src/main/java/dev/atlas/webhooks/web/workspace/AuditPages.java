package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.AuditEntry;
import dev.atlas.webhooks.admin.AuditLog;
import dev.atlas.webhooks.admin.AuditSearch;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.AuditId;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.page.Query;
import dev.atlas.webhooks.web.page.TimeWindow;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;

/** Who changed what, when and from where. Thread-safe. */
@Path("/audit-log")
public final class AuditPages {
    private static final int PER_PAGE = 50;

    private final AuditLog log;
    private final Templates templates;
    private final InstantSource clock;

    public AuditPages(AuditLog log, Templates templates, InstantSource clock) {
        this.log = log;
        this.templates = templates;
        this.clock = clock;
    }

    @GET
    public Page list(@Context HttpServletRequest request, @Context UriInfo address) {
        Actor actor = Visit.of(request).actor();
        Query query = Query.of(
                "/audit-log", List.of("actor", "action", "subject", "window", "after"), address.getQueryParameters());
        if (query.has("after")) {
            requireCursor(query.value("after"));
        }
        AuditSearch search = new AuditSearch(
                query.orNull("actor"),
                query.orNull("action"),
                query.orNull("subject"),
                TimeWindow.of(query.value("window"))
                        .map(window -> window.before(clock.instant()))
                        .orElse(null),
                null);
        Slice<AuditEntry> found =
                Answers.required(log.list(actor, search, new SliceRequest(PER_PAGE, query.orNull("after"))));
        return shell -> templates.workspaceAudit(
                shell, query, found.items().stream().map(AuditView::of).toList(), found.next());
    }

    private static void requireCursor(String text) {
        try {
            AuditId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
    }
}
