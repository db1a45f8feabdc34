package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EndpointSecretView;
import dev.atlas.webhooks.admin.EndpointSecrets;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.endpoint.SigningSecrets;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /endpoints/{id}/secret}: the secrets that sign its deliveries. */
@Path("/endpoints/{id}")
@Produces("application/json")
public final class EndpointSecretResource {
    private final EndpointSecrets secrets;

    EndpointSecretResource(EndpointSecrets secrets) {
        this.secrets = secrets;
    }

    /** The secrets that sign now; {@code previous} are older ones that a rotation left valid for a while. */
    record SecretBody(String secret, List<Previous> previous) {
        /** A secret that signs until it expires. */
        record Previous(String secret, @Nullable Instant expiresAt) {
            static Previous of(SigningSecrets.Signing signing) {
                return new Previous(signing.secret(), signing.expiresAt());
            }
        }

        static SecretBody of(EndpointSecretView view) {
            return new SecretBody(
                    view.secret(), view.previous().stream().map(Previous::of).toList());
        }
    }

    @GET
    @Path("/secret")
    @Needs(Scope.MANAGE)
    public SecretBody secret(@Context SecurityContext security, @PathParam("id") String id) {
        Actor actor = Caller.of(security);
        return SecretBody.of(Required.of(secrets.reveal(actor, PathId.endpoint(actor, id))));
    }

    /** {@code overlap_seconds}: how long the present secret goes on signing. */
    @POST
    @Path("/rotate-secret")
    public SecretBody rotate(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        Members in = body.optionalMembers();
        Integer seconds = in.integer("overlap_seconds");
        in.end();
        Actor actor = Caller.of(security);
        Duration overlap = seconds == null ? EndpointSecrets.DEFAULT_OVERLAP : Duration.ofSeconds(seconds);
        return SecretBody.of(Required.of(secrets.rotate(actor, PathId.endpoint(actor, id), overlap)));
    }
}
