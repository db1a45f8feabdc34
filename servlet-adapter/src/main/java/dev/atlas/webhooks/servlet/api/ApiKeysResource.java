package dev.atlas.webhooks.servlet.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.ApiKey;
import dev.atlas.webhooks.admin.ApiKeyAdmin;
import dev.atlas.webhooks.admin.ApiKeyInput;
import dev.atlas.webhooks.admin.CreatedApiKey;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.ApiKeyId;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.RequestBody;
import dev.atlas.webhooks.servlet.openapi.Answers;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api-keys}: keys for programs; each is shown once, when it is made. */
@Path("/api-keys")
@Produces("application/json")
@Needs(Scope.ADMIN)
public final class ApiKeysResource {
    private final ApiKeyAdmin keys;

    ApiKeysResource(ApiKeyAdmin keys) {
        this.keys = keys;
    }

    /**
     * A key.
     *
     * @param hint its last characters
     * @param key the key itself, only in the answer to its creation
     */
    record ApiKeyBody(
            String id,
            String name,
            String hint,
            List<String> scopes,
            @Nullable Integer rateLimit,
            String createdBy,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
        static ApiKeyBody of(ApiKey key) {
            return of(key, null);
        }

        static ApiKeyBody of(ApiKey key, @Nullable String secret) {
            return new ApiKeyBody(
                    key.id().toString(),
                    key.name(),
                    key.hint(),
                    key.scopes().stream().sorted().map(Scope::word).toList(),
                    key.rateLimit(),
                    key.createdBy(),
                    key.createdAt(),
                    key.lastUsedAt(),
                    key.expiresAt(),
                    secret);
        }
    }

    @GET
    public ListBody<ApiKeyBody> list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        SliceRequest request = ListBody.request(query, ApiKeyId::parse);
        query.end();
        return ListBody.of(Required.of(keys.list(Caller.of(security), request)), ApiKeyBody::of);
    }

    @POST
    @Answers(value = ApiKeyBody.class, status = 201)
    public Response create(@Context SecurityContext security, @Context UriInfo uri, RequestBody body) {
        Members in = body.members();
        ApiKeyInput input = new ApiKeyInput(
                in.requiredString("name"), in.strings("scopes"), in.integer("rate_limit"), in.time("expires_at"));
        in.end();
        CreatedApiKey created = Required.of(keys.create(Caller.of(security), input));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(created.key().id().toString())
                        .build())
                .entity(ApiKeyBody.of(created.key(), created.secret()))
                .build();
    }

    @GET
    @Path("/{id}")
    public ApiKeyBody get(@Context SecurityContext security, @PathParam("id") String id) {
        Actor actor = Caller.of(security);
        return ApiKeyBody.of(Required.of(keys.get(actor, PathId.apiKey(actor, id))));
    }

    @DELETE
    @Path("/{id}")
    public void delete(@Context SecurityContext security, @PathParam("id") String id) {
        Actor actor = Caller.of(security);
        Required.of(keys.delete(actor, PathId.apiKey(actor, id)));
    }
}
