package dev.atlas.webhooks.web.replay;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.ReplayAdmin;
import dev.atlas.webhooks.admin.ReplayInput;
import dev.atlas.webhooks.admin.ReplayPreview;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.ReplayId;
import dev.atlas.webhooks.replay.ListedReplay;
import dev.atlas.webhooks.replay.Replay;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Flash;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bulk redelivery: previewed, started, watched, paused and cancelled. Thread-safe. */
@Path("/replays")
public final class ReplayPages {
    private static final int PER_PAGE = 25;

    private final ReplayAdmin replays;
    private final EndpointAdmin endpoints;
    private final Templates templates;
    private final InstantSource clock;

    public ReplayPages(ReplayAdmin replays, EndpointAdmin endpoints, Templates templates, InstantSource clock) {
        this.replays = replays;
        this.endpoints = endpoints;
        this.templates = templates;
        this.clock = clock;
    }

    @GET
    public Page list(
            @Context HttpServletRequest request,
            @QueryParam("after") @Nullable String after,
            @QueryParam("confirm") @DefaultValue("") String confirm) {
        Actor actor = Visit.of(request).actor();
        String cursor = after == null ? null : Address.replay(after, actor).toString();
        Slice<ListedReplay> found = replays.list(actor.workspace(), new SliceRequest(PER_PAGE, cursor));
        EndpointTitles titles = EndpointTitles.of(endpoints, actor.workspace());
        String here = "/replays?" + (cursor == null ? "" : "after=" + cursor + "&");
        return shell -> templates.replayList(shell, found.items(), found.next(), titles, here, confirm);
    }

    @GET
    @Path("new")
    public Page blank(@Context HttpServletRequest request, @Context UriInfo address) {
        return form(Visit.of(request).changer(), ReplayForm.of(address.getQueryParameters()), null);
    }

    /** What it would bring back; nothing is sent. */
    @POST
    @Path("preview")
    public Response preview(@Context HttpServletRequest request, MultivaluedMap<String, String> sent) {
        Actor actor = Visit.of(request).actor();
        return answer(
                actor,
                ReplayForm.of(sent),
                input -> replays.preview(actor.workspace(), input),
                (form, preview) -> Response.ok(form(actor, form, preview)).build());
    }

    @POST
    public Response start(@Context HttpServletRequest request, MultivaluedMap<String, String> sent) {
        Visit visit = Visit.of(request);
        return answer(
                visit.actor(),
                ReplayForm.of(sent),
                input -> replays.start(visit.actor(), input),
                (form, replay) -> visit.goTo("/replays", Flash.done("The replay has begun.")));
    }

    @POST
    @Path("{id}/pause")
    public Response pause(@Context HttpServletRequest request, @PathParam("id") String id) {
        return change(request, id, replays::pause, "Paused. What is in the queue already is delivered.");
    }

    @POST
    @Path("{id}/resume")
    public Response resume(@Context HttpServletRequest request, @PathParam("id") String id) {
        return change(request, id, replays::resume, "It goes on where it stood.");
    }

    @POST
    @Path("{id}/cancel")
    public Response cancel(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("typed") @DefaultValue("") String typed) {
        return Visit.of(request)
                .ifTyped(
                        typed,
                        ReplayView.CANCEL_PHRASE,
                        "/replays",
                        () -> change(
                                request,
                                id,
                                replays::cancel,
                                "Cancelled. What it had not queued yet stays as it was."));
    }

    private Response change(
            HttpServletRequest request, String id, BiFunction<Actor, ReplayId, Result<Replay>> work, String done) {
        Visit visit = Visit.of(request);
        return visit.goTo("/replays", work.apply(visit.actor(), Address.replay(id, visit.actor())), replay -> done);
    }

    private <T> Response answer(
            Actor actor,
            ReplayForm form,
            Function<ReplayInput, Result<T>> service,
            BiFunction<ReplayForm, T, Response> done) {
        List<Problem> problems = form.problems();
        Result<T> result =
                problems.isEmpty() ? service.apply(form.input(actor, clock.instant())) : new Result.Invalid<>(problems);
        return result instanceof Result.Invalid<T> invalid
                ? Answers.refused(form(actor, form.with(invalid.problems()), null))
                : done.apply(form, Answers.required(result));
    }

    private Page form(Actor actor, ReplayForm form, @Nullable ReplayPreview preview) {
        EndpointTitles titles = EndpointTitles.of(endpoints, actor.workspace());
        return shell -> templates.replayForm(shell, form, titles, preview);
    }
}
