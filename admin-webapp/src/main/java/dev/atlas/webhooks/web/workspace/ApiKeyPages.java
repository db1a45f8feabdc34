package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.ApiKey;
import dev.atlas.webhooks.admin.ApiKeyAdmin;
import dev.atlas.webhooks.admin.ApiKeyInput;
import dev.atlas.webhooks.admin.CreatedApiKey;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.ApiKeyId;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
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
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The API keys: made and shown once, listed, deleted. Thread-safe. */
@Path("/api-keys")
public final class ApiKeyPages {
    private final ApiKeyAdmin keys;
    private final Templates templates;
    private final InstantSource clock;

    public ApiKeyPages(ApiKeyAdmin keys, Templates templates, InstantSource clock) {
        this.keys = keys;
        this.templates = templates;
        this.clock = clock;
    }

    @GET
    public Page list(@Context HttpServletRequest request) {
        return page(Visit.of(request).actor(), ApiKeyForm.ofNothing(), null);
    }

    @POST
    public Response create(@Context HttpServletRequest request, MultivaluedMap<String, String> sent) {
        Actor actor = Visit.of(request).actor();
        ApiKeyForm form = ApiKeyForm.of(sent);
        ApiKeyInput input = form.input(clock.instant());
        List<Problem> problems = form.problems();
        Result<CreatedApiKey> created = problems.isEmpty()
                ? keys.create(actor, input)
                : new Result.Invalid<>(Stream.concat(problems.stream(), keys.problems(input).stream())
                        .toList());
        if (created instanceof Result.Invalid<CreatedApiKey> invalid) {
            return Answers.refused(page(actor, form.with(invalid.problems()), null));
        }
        if (created instanceof Result.Conflict<CreatedApiKey> conflict) {
            return Answers.refused(page(actor, form.with(List.of(new Problem("/name", conflict.detail()))), null));
        }
        return Response.ok(page(actor, ApiKeyForm.ofNothing(), Answers.required(created)))
                .build();
    }

    @POST
    @Path("{id}/delete")
    public Response delete(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("typed") @DefaultValue("") String typed) {
        Visit visit = Visit.of(request);
        ApiKeyId key = Address.apiKey(id, visit.actor());
        String name = Answers.required(keys.get(visit.actor(), key)).name();
        return visit.ifTyped(
                typed,
                name,
                "/api-keys",
                () -> visit.goTo(
                        "/api-keys",
                        keys.delete(visit.actor(), key),
                        done -> "Deleted. Whoever uses the key is refused now."));
    }

    private Page page(Actor actor, ApiKeyForm form, @Nullable CreatedApiKey created) {
        List<ApiKey> all = Answers.required(keys.list(actor, new SliceRequest(SliceRequest.MAX_LIMIT, null)))
                .items();
        return shell -> templates.workspaceApiKeys(shell, form, all, created);
    }
}
