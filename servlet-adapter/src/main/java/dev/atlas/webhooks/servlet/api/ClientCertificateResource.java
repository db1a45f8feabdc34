package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.ClientCertificateInput;
import dev.atlas.webhooks.admin.ClientCertificateView;
import dev.atlas.webhooks.admin.ClientCertificates;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;

/** {@code /endpoints/{id}/client-certificate}: what the endpoint is shown when it asks by TLS who connects. */
@Path("/endpoints/{id}/client-certificate")
@Produces("application/json")
public final class ClientCertificateResource {
    private final ClientCertificates certificates;

    ClientCertificateResource(ClientCertificates certificates) {
        this.certificates = certificates;
    }

    /** Everything but the key. */
    record ClientCertificateBody(
            String subject,
            String issuer,
            String serialNumber,
            String fingerprint,
            Instant notBeforeAt,
            Instant notAfterAt) {
        static ClientCertificateBody of(ClientCertificateView view) {
            return new ClientCertificateBody(
                    view.subject(),
                    view.issuer(),
                    view.serialNumber(),
                    view.fingerprint(),
                    view.notBefore(),
                    view.notAfter());
        }
    }

    @GET
    public ClientCertificateBody get(@Context SecurityContext security, @PathParam("id") String id) {
        return ClientCertificateBody.of(Required.of(certificates.get(PathId.endpoint(Caller.of(security), id))));
    }

    @PUT
    public ClientCertificateBody set(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        Members in = body.members();
        ClientCertificateInput input = new ClientCertificateInput(
                in.string("certificate"), in.string("private_key"), in.string("pkcs12"), in.string("password"));
        in.end();
        Actor actor = Caller.of(security);
        return ClientCertificateBody.of(Required.of(certificates.set(actor, PathId.endpoint(actor, id), input)));
    }

    @DELETE
    public void remove(@Context SecurityContext security, @PathParam("id") String id) {
        Actor actor = Caller.of(security);
        Required.of(certificates.remove(actor, PathId.endpoint(actor, id)));
    }
}
