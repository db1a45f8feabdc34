package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.ClientCertificate;
import dev.atlas.webhooks.endpoint.JdbcClientCertificates;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificates that endpoints are shown when they ask by TLS who connects. Their keys never come out. Thread-safe. */
public final class ClientCertificates {
    private final Database database;
    private final Changes changes;
    private final JdbcEndpoints endpoints;
    private final JdbcClientCertificates certificates;
    private final InstantSource clock;

    public ClientCertificates(
            Database database,
            Changes changes,
            JdbcEndpoints endpoints,
            JdbcClientCertificates certificates,
            InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.endpoints = endpoints;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** The certificate of an endpoint; not found also when it has none. */
    public Result<ClientCertificateView> get(EndpointId id) {
        return database.read(tx -> endpoints.find(tx, id).isEmpty()
                ? ClientCertificates.<ClientCertificateView>noEndpoint(id)
                : certificates
                        .find(tx, id)
                        .<Result<ClientCertificateView>>map(own -> new Result.Ok<>(ClientCertificateView.of(own)))
                        .orElseGet(() -> none(id)));
    }

    /** Gives an endpoint its certificate, in place of the one that it has; counts from the next connection on. */
    public Result<ClientCertificateView> set(Actor actor, EndpointId id, ClientCertificateInput input) {
        return ClientCertificateRules.read(input, clock.instant())
                .then(certificate -> changes.run(actor, Permission.CHANGE, change -> {
                    if (!known(change, id)) {
                        return noEndpoint(id);
                    }
                    Map<String, @Nullable Object> before = facts(change, id);
                    certificates.write(change.tx(), id, certificate);
                    JdbcEndpoints.announce(change.tx(), id);
                    ClientCertificateView after = ClientCertificateView.of(certificate);
                    return change.done("endpoint.certificate_set", id, before, after.facts(), after);
                }));
    }

    /** Takes it away. */
    public Result<EndpointId> remove(Actor actor, EndpointId id) {
        return changes.run(actor, Permission.CHANGE, change -> {
            if (!known(change, id)) {
                return noEndpoint(id);
            }
            Map<String, @Nullable Object> before = facts(change, id);
            if (before == null) {
                return none(id);
            }
            JdbcClientCertificates.delete(change.tx(), id);
            JdbcEndpoints.announce(change.tx(), id);
            return change.done("endpoint.certificate_removed", id, before, null, id);
        });
    }

    private boolean known(Change change, EndpointId id) {
        return id.workspace().equals(change.actor().workspace())
                && endpoints.lock(change.tx(), id).isPresent();
    }

    private @Nullable Map<String, @Nullable Object> facts(Change change, EndpointId id) {
        Optional<ClientCertificate> present = certificates.find(change.tx(), id);
        return present.map(ClientCertificateView::of)
                .map(ClientCertificateView::facts)
                .orElse(null);
    }

    private static <T> Result<T> noEndpoint(EndpointId id) {
        return new Result.NotFound<>("endpoint " + id);
    }

    private static <T> Result<T> none(EndpointId id) {
        return new Result.NotFound<>("client certificate of " + id);
    }
}
