package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.admin.JdbcMembers;
import dev.atlas.webhooks.alert.AlertNotice;
import dev.atlas.webhooks.alert.AlertNotice.DeadDelivery;
import dev.atlas.webhooks.alert.AlertNotice.LastError;
import dev.atlas.webhooks.alert.AlertNotice.Target;
import dev.atlas.webhooks.alert.JdbcAlerts;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.pause.Pausing;
import dev.atlas.webhooks.pipeline.Verdicts.Failure;
import dev.atlas.webhooks.queue.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes the alerts of a settlement: to the endpoint's owner, or to the workspace's owners when it names none. */
final class Alerting {
    private final IdSource ids;
    private final InstantSource clock;

    Alerting(IdSource ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** The endpoint was just paused because of this failure. */
    void paused(Handle tx, Endpoint endpoint, Failure failure, Instant failingSince) {
        long waiting = Pausing.waiting(tx, endpoint.id());
        tell(
                tx,
                endpoint,
                new AlertNotice.EndpointPaused(
                        target(tx, endpoint), dead(failure), error(failure), failingSince, clock.instant(), waiting));
    }

    /** A delivery died, and its endpoint stays active. */
    void died(Handle tx, Endpoint endpoint, Failure failure, Instant failingSince) {
        tell(
                tx,
                endpoint,
                new AlertNotice.DeliveryDied(
                        target(tx, endpoint), dead(failure), error(failure), failingSince, clock.instant()));
    }

    private void tell(Handle tx, Endpoint endpoint, AlertNotice notice) {
        for (String recipient : recipients(tx, endpoint)) {
            JdbcAlerts.insert(tx, endpoint.id(), ids.next(), recipient, notice, clock.instant());
        }
    }

    private static List<String> recipients(Handle tx, Endpoint endpoint) {
        String owner = endpoint.spec().ownerEmail();
        if (owner != null) {
            return List.of(owner);
        }
        return JdbcMembers.ownersOf(tx, endpoint.id().workspace());
    }

    private static Target target(Handle tx, Endpoint endpoint) {
        EndpointId id = endpoint.id();
        String workspace = JdbcWorkspaces.name(tx, id.workspace());
        return new Target(
                id.toString(),
                workspace,
                endpoint.spec().description(),
                endpoint.spec().url().toString());
    }

    private static DeadDelivery dead(Failure failure) {
        Delivery delivery = failure.attempt().leased().delivery();
        return new DeadDelivery(
                delivery.id().toString(),
                failure.attempt().leased().event().publicId(),
                delivery.eventType(),
                FailurePolicy.oneMore(failure.attempt()).round());
    }

    private static LastError error(Failure failure) {
        return new LastError(
                failure.outcome().status(),
                failure.outcome().error(),
                excerpt(failure.attempt().result()));
    }

    private static @Nullable String excerpt(AttemptResult result) {
        return result instanceof AttemptResult.Responded responded && responded.body().length > 0
                ? new String(responded.body(), StandardCharsets.UTF_8)
                : null;
    }
}
