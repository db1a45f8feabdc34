package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.admin.JdbcMembers;
import dev.atlas.webhooks.alert.AlertNotice;
import dev.atlas.webhooks.alert.AlertNotice.DeadDelivery;
import dev.atlas.webhooks.alert.AlertNotice.LastError;
import dev.atlas.webhooks.alert.AlertNotice.Target;
import dev.atlas.webhooks.alert.JdbcAlertSwitches;
import dev.atlas.webhooks.alert.JdbcAlerts;
import dev.atlas.webhooks.alert.JdbcDigests;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.pipeline.Verdicts.Failure;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.JdbcUnfinished;
import dev.atlas.webhooks.queue.Waiting;
import dev.atlas.webhooks.route.RoutesCache;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Puts down what there is to tell about endpoints, and tells it: to the endpoint's owner and the workspace's admins, and
 * to the endpoints that asked for operational events.
 */
final class Alerting {
    private final JdbcEndpoints endpoints;
    private final RoutesCache routes;
    private final OperationalEvents operational;
    private final IdSource ids;
    private final InstantSource clock;

    Alerting(
            JdbcEndpoints endpoints,
            RoutesCache routes,
            OperationalEvents operational,
            IdSource ids,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.routes = routes;
        this.operational = operational;
        this.ids = ids;
        this.clock = clock;
    }

    /** The endpoint was just paused because of this failure. */
    void paused(Handle tx, Endpoint endpoint, Failure failure, Instant failingSince) {
        long waiting = JdbcUnfinished.waiting(tx, endpoint.id()).all();
        JdbcHealth.told(tx, endpoint.id(), clock.instant());
        add(
                tx,
                endpoint.id(),
                new AlertNotice.EndpointPaused(
                        target(tx, endpoint), dead(failure), error(failure), failingSince, clock.instant(), waiting));
    }

    /**
     * A delivery died.
     *
     * @param told whether its owner learns of it anyway, by the pause that it caused
     */
    void died(Handle tx, Endpoint endpoint, Failure failure, Instant failingSince, boolean told) {
        AlertNotice.DeliveryDied died = new AlertNotice.DeliveryDied(
                target(tx, endpoint), dead(failure), error(failure), failingSince, clock.instant(), 0);
        operational.died(tx, endpoint.id(), died);
        if (!told) {
            add(tx, endpoint.id(), died);
        }
    }

    /** The endpoint has taken nothing for an hour; while we cannot send to it, that is not its fault. */
    void failing(Handle tx, EndpointId id) {
        Instant now = clock.instant();
        if (isUnreadable(tx, id)) {
            JdbcHealth.failsOnlySince(tx, id, now);
            return;
        }
        JdbcHealth.told(tx, id, now);
        JdbcHealth.Health health = JdbcHealth.read(tx, id);
        LastError error = new LastError(null, Objects.requireNonNullElse(health.lastError(), "not known"), null);
        about(
                tx,
                id,
                target -> new AlertNotice.EndpointFailing(
                        target, error, Objects.requireNonNullElse(health.failingSince(), now), now));
    }

    /** An endpoint in trouble has taken something. */
    void recovered(Handle tx, EndpointId id) {
        Waiting waiting = JdbcUnfinished.waiting(tx, id);
        about(
                tx,
                id,
                target -> new AlertNotice.EndpointRecovered(target, clock.instant(), waiting.all(), waiting.held()));
    }

    /** An old secret of the endpoint stops signing at that time. */
    void secretEnds(Handle tx, EndpointId id, Instant at) {
        about(tx, id, target -> new AlertNotice.SecretExpiring(target, at));
    }

    /** Deliveries to the endpoint have been due since then; nobody is concerned while we cannot send to it. */
    void late(Handle tx, EndpointId id, Instant dueSince) {
        if (isUnreadable(tx, id)) {
            return;
        }
        about(tx, id, target -> new AlertNotice.BacklogGrew(target, dueSince, clock.instant()));
    }

    private boolean isUnreadable(Handle tx, EndpointId id) {
        return routes.current(tx, id.workspace())
                .filter(present -> present.isUnreadable(id))
                .isPresent();
    }

    private void about(Handle tx, EndpointId id, Function<Target, AlertNotice> notice) {
        endpoints.findReadable(tx, id).ifPresent(endpoint -> add(tx, id, notice.apply(target(tx, endpoint))));
    }

    private void add(Handle tx, EndpointId id, AlertNotice notice) {
        JdbcDigests.add(tx, id, notice, clock.instant());
    }

    /** Makes the mails and the operational event of a notice. */
    void tell(Handle tx, EndpointId id, AlertNotice notice) {
        Optional<Endpoint> endpoint = endpoints.findReadable(tx, id);
        if (endpoint.isEmpty() || endpoint.get().isListener()) {
            return; // deleted meanwhile, unreadable, or somebody's experiment: nobody is concerned
        }
        operational.told(tx, id, notice);
        if (JdbcAlertSwitches.read(tx, id.workspace(), id).getOrDefault(notice.kind(), true)) {
            for (String recipient : recipients(tx, endpoint.get(), notice)) {
                JdbcAlerts.insert(tx, id, ids.next(), recipient, notice, clock.instant());
            }
        }
    }

    private static Iterable<String> recipients(Handle tx, Endpoint endpoint, AlertNotice notice) {
        List<String> concerned =
                new ArrayList<>(JdbcMembers.adminsOf(tx, endpoint.id().workspace()));
        String owner = endpoint.spec().ownerEmail();
        if (owner != null) {
            concerned.add(owner);
        }
        return JdbcAlertSwitches.listening(tx, endpoint.id().workspace(), notice.kind(), concerned);
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
