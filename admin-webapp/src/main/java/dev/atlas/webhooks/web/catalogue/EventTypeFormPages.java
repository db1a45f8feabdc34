package dev.atlas.webhooks.web.catalogue;

import dev.atlas.webhooks.admin.EventTypeAdmin;
import dev.atlas.webhooks.admin.EventTypeInput;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.web.jte.Templates;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Making event types of the workspace's own, changing and deleting them. Thread-safe. */
@Path("/event-types")
public final class EventTypeFormPages {
    private final EventTypeAdmin types;
    private final Templates templates;

    public EventTypeFormPages(EventTypeAdmin types, Templates templates) {
        this.types = types;
        this.templates = templates;
    }

    @GET
    @Path("new")
    public Page blank(@Context HttpServletRequest request) {
        Visit.of(request).changer();
        return form(EventTypeForm.ofNothing(), null);
    }

    @POST
    public Response create(@Context HttpServletRequest request, MultivaluedMap<String, String> sent) {
        Visit visit = Visit.of(request);
        EventTypeForm form = EventTypeForm.of(sent);
        return save(visit, form, null, input -> types.create(visit.actor(), form.name(), input));
    }

    @GET
    @Path("{name}/edit")
    public Page edit(@Context HttpServletRequest request, @PathParam("name") String name) {
        EventType type = Answers.required(types.get(Visit.of(request).changer().workspace(), name));
        return form(EventTypeForm.of(type), type);
    }

    @POST
    @Path("{name}/edit")
    public Response update(
            @Context HttpServletRequest request, @PathParam("name") String name, MultivaluedMap<String, String> sent) {
        Visit visit = Visit.of(request);
        EventType stored = Answers.required(types.get(visit.actor().workspace(), name));
        EventTypeForm form = EventTypeForm.of(sent);
        return save(visit, form, stored, input -> types.update(visit.actor(), name, input));
    }

    @POST
    @Path("{name}/delete")
    public Response delete(
            @Context HttpServletRequest request,
            @PathParam("name") String name,
            @FormParam("typed") @DefaultValue("") String typed) {
        Visit visit = Visit.of(request);
        String page = "/event-types/" + name;
        return visit.ifTyped(typed, name, page, () -> {
            Result<EventType> deleted = types.delete(visit.actor(), name);
            return visit.goTo(
                    deleted instanceof Result.Ok<EventType> ? "/event-types" : page,
                    deleted,
                    type -> "Deleted. Events of this type are refused from now on.");
        });
    }

    private Response save(
            Visit visit,
            EventTypeForm form,
            @Nullable EventType stored,
            Function<EventTypeInput, Result<EventType>> service) {
        List<Problem> problems = form.problems();
        Result<EventType> result =
                problems.isEmpty() ? service.apply(form.input()) : new Result.Invalid<>(all(problems, form, stored));
        if (result instanceof Result.Invalid<EventType> invalid) {
            return Answers.refused(form(form.with(invalid.problems()), stored));
        }
        if (result instanceof Result.Conflict<EventType> conflict) {
            return Answers.refused(form(form.with(List.of(new Problem("/name", conflict.detail()))), stored));
        }
        EventType saved = Answers.required(result);
        return visit.goTo("/event-types/" + saved.name(), Flash.done("Saved."));
    }

    /** What the form objects to, and what the service would object to in the rest. */
    private List<Problem> all(List<Problem> problems, EventTypeForm form, @Nullable EventType stored) {
        String name = stored == null ? form.name() : stored.name();
        return Stream.concat(problems.stream(), types.problems(name, form.inputWithout(problems)).stream())
                .toList();
    }

    private Page form(EventTypeForm form, @Nullable EventType stored) {
        return shell -> templates.catalogueForm(shell, form, stored);
    }
}
