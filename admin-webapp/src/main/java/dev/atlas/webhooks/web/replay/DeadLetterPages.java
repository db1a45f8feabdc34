package dev.atlas.webhooks.web.replay;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.DeadLetter;
import dev.atlas.webhooks.admin.DeadLetterAdmin;
import dev.atlas.webhooks.admin.DeadLetterSearch;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.page.Query;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dead letters by what they died of, and one by one. Thread-safe. */
@Path("/dead-letters")
public final class DeadLetterPages {
    private static final int PER_PAGE = 50;

    private final DeadLetterAdmin letters;
    private final EndpointAdmin endpoints;
    private final Templates templates;

    public DeadLetterPages(DeadLetterAdmin letters, EndpointAdmin endpoints, Templates templates) {
        this.letters = letters;
        this.endpoints = endpoints;
        this.templates = templates;
    }

    @GET
    public Page list(@Context HttpServletRequest request, @Context UriInfo address) {
        Actor actor = Visit.of(request).actor();
        Query query = Query.of("/dead-letters", List.of("endpoint", "cause", "after"), address.getQueryParameters());
        if (query.has("after")) {
            Address.delivery(query.value("after"), actor);
        }
        Slice<DeadLetter> found = letters.list(
                actor.workspace(),
                search(query.orNull("endpoint"), query.orNull("cause"), actor),
                new SliceRequest(PER_PAGE, query.orNull("after")));
        DeadLettersPage page = new DeadLettersPage(
                query,
                query.hasOtherThan() ? List.of() : letters.groups(actor.workspace()),
                found,
                EndpointTitles.of(endpoints, actor.workspace()));
        return shell -> templates.replayDeadLetters(shell, page);
    }

    @POST
    @Path("discard")
    public Response discard(
            @Context HttpServletRequest request,
            @FormParam("endpoint") @DefaultValue("") String endpoint,
            @FormParam("cause") @DefaultValue("") String cause,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("typed") @DefaultValue("") String typed) {
        Visit visit = Visit.of(request);
        DeadLetterSearch search = search(endpoint, cause, visit.actor());
        return visit.ifTyped(
                typed,
                cause,
                "/dead-letters",
                () -> visit.goTo(
                        "/dead-letters",
                        letters.discard(visit.actor(), search, reason.strip()),
                        done -> "%s%s. The log keeps what is discarded as cancelled."
                                .formatted(
                                        done.discarded() == 1
                                                ? "Discarded one dead letter"
                                                : "Discarded %,d dead letters".formatted(done.discarded()),
                                        done.more() ? "; there are more of the same" : "")));
    }

    private static DeadLetterSearch search(@Nullable String endpoint, @Nullable String cause, Actor actor) {
        EndpointId id = endpoint == null ? null : Address.endpoint(endpoint, actor);
        return new DeadLetterSearch(id, cause, List.<DeliveryId>of());
    }
}
