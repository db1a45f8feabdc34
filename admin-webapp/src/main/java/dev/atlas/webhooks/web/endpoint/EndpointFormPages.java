package dev.atlas.webhooks.web.endpoint;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointEdit;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Flash;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Making an endpoint and changing it. What was typed survives every error. Thread-safe. */
@Path("/endpoints")
public final class EndpointFormPages {
    private final EndpointAdmin endpoints;
    private final Templates templates;

    public EndpointFormPages(EndpointAdmin endpoints, Templates templates) {
        this.endpoints = endpoints;
        this.templates = templates;
    }

    @GET
    @Path("new")
    public Page blank(@Context HttpServletRequest request) {
        Visit.of(request).changer();
        return form(EndpointForm.ofNothing(), null);
    }

    @POST
    public Response create(@Context HttpServletRequest request, MultivaluedMap<String, String> sent) {
        Visit visit = Visit.of(request);
        return save(
                EndpointForm.of(sent),
                null,
                input -> endpoints.create(visit.actor(), input),
                created -> visit.goTo(
                        "/endpoints/" + created.view().endpoint().id() + "?reveal=secret",
                        Flash.done("Endpoint created. Give its receiver the signing secret below.")));
    }

    @GET
    @Path("{id}/edit")
    public Page edit(@Context HttpServletRequest request, @PathParam("id") String id) {
        Actor actor = Visit.of(request).changer();
        EndpointView stored = Answers.required(endpoints.get(Address.endpoint(id, actor)));
        return form(EndpointForm.of(stored), stored.endpoint());
    }

    @POST
    @Path("{id}/edit")
    public Response update(
            @Context HttpServletRequest request, @PathParam("id") String id, MultivaluedMap<String, String> sent) {
        Visit visit = Visit.of(request);
        EndpointId endpoint = Address.endpoint(id, visit.actor());
        EndpointView stored = Answers.required(endpoints.get(endpoint));
        EndpointForm form = EndpointForm.of(sent);
        Predicate<String> expected = form.tag().isEmpty() ? tag -> true : form.tag()::equals;
        return save(
                form,
                stored,
                input -> endpoints.update(visit.actor(), endpoint, new EndpointEdit(input, null, expected)),
                updated -> visit.goTo("/endpoints/" + id, Flash.done("Saved.")));
    }

    private <T> Response save(
            EndpointForm form,
            @Nullable EndpointView view,
            Function<EndpointInput, Result<T>> service,
            Function<T, Response> done) {
        Endpoint stored = view == null ? null : view.endpoint();
        List<Problem> problems = new ArrayList<>();
        EndpointInput input = form.input(stored, problems);
        if (!problems.isEmpty()) {
            problems.addAll(endpoints.problems(input, stored));
            return Answers.refused(form(form.with(problems), stored));
        }
        Result<T> result = service.apply(input);
        if (result instanceof Result.Invalid<T> invalid) {
            return Answers.refused(form(form.with(invalid.problems()), stored));
        }
        if (result instanceof Result.Conflict<T> conflict) {
            return Answers.refused(form(form.with(List.of(new Problem("", conflict.detail()))), stored));
        }
        if (result instanceof Result.Stale<T> && view != null) {
            return Answers.refused(form(form.beside(view), stored));
        }
        return done.apply(Answers.required(result));
    }

    private Page form(EndpointForm form, @Nullable Endpoint stored) {
        String unreadable = stored == null
                ? null
                : endpoints.unreadable(stored.id().workspace()).get(stored.id());
        return shell -> templates.endpointForm(shell, form, stored, unreadable);
    }
}
