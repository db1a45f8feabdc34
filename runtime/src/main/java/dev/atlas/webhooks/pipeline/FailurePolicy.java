package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.pause.PausePolicy;
import dev.atlas.webhooks.pause.Pausing;
import dev.atlas.webhooks.pipeline.Verdicts.Failure;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcDeliveries.Change;
import dev.atlas.webhooks.queue.JdbcDue;
import dev.atlas.webhooks.retry.RetrySchedule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What becomes of failed attempts: a retry, a hold, or a dead letter with its pause and its alert. */
final class FailurePolicy {
    private static final String GONE = "gone";
    private static final String EXHAUSTED = "exhausted";

    private final RetrySchedule schedule;
    private final Pausing pausing;
    private final Alerting alerting;
    private final InstantSource clock;
    private final RandomGenerator random;

    FailurePolicy(
            RetrySchedule schedule, Pausing pausing, Alerting alerting, InstantSource clock, RandomGenerator random) {
        this.schedule = schedule;
        this.pausing = pausing;
        this.alerting = alerting;
        this.clock = clock;
        this.random = random;
    }

    /** The delivery's schedule after one more attempt. */
    static Delivery.Schedule oneMore(FinishedAttempt attempt) {
        Delivery.Schedule before = attempt.leased().delivery().schedule();
        Instant start = before.start() == null ? attempt.result().startedAt() : before.start();
        return new Delivery.Schedule(before.attempts() + 1, before.round() + 1, start, before.mayPause());
    }

    /**
     * Settles failures.
     *
     * @param present the failures' endpoints, locked; those that were deleted are absent
     * @return those that were the last of their delivery
     */
    List<Failure> settle(Handle tx, WorkspaceId workspace, List<Failure> failures, Map<EndpointId, Endpoint> present) {
        Instant now = clock.instant();
        List<Change> changes = new ArrayList<>();
        List<Failure> dead = new ArrayList<>();
        Map<DeliveryId, Instant> retries = new HashMap<>();
        for (Failure failure : failures) {
            Change change = change(failure, present.get(failure.endpoint()), now);
            changes.add(change);
            if (change.status() == DeliveryStatus.DEAD) {
                dead.add(failure);
            }
            if (change.nextAttemptAt() != null) {
                retries.put(change.id(), change.nextAttemptAt());
            }
        }
        JdbcDeliveries.apply(tx, changes);
        JdbcDue.release(tx, retries);
        JdbcDue.delete(
                tx,
                workspace,
                changes.stream()
                        .map(Change::id)
                        .filter(id -> !retries.containsKey(id))
                        .toList());
        followUp(tx, dead, present);
        return dead;
    }

    private Change change(Failure failure, @Nullable Endpoint endpoint, Instant now) {
        Delivery delivery = failure.attempt().leased().delivery();
        Delivery.Schedule after = oneMore(failure.attempt());
        Instant start = Objects.requireNonNull(after.start());
        Integer status = failure.outcome().status();
        if (endpoint == null) {
            return new Change(delivery.id(), DeliveryStatus.CANCELLED, after, status, null, null, null);
        }
        if (failure.outcome().gone()) {
            return new Change(delivery.id(), DeliveryStatus.DEAD, after, status, null, now, GONE);
        }
        Optional<Instant> next =
                schedule.next(after.round(), start, now, failure.outcome().retryAfter(), random);
        if (next.isEmpty()) {
            return new Change(delivery.id(), DeliveryStatus.DEAD, after, status, null, now, EXHAUSTED);
        }
        return endpoint.status() == EndpointStatus.ACTIVE
                ? new Change(delivery.id(), DeliveryStatus.PENDING, after, status, next.get(), null, null)
                : new Change(delivery.id(), DeliveryStatus.HELD, after, status, null, now, null);
    }

    /** Pauses the endpoints that have taken nothing since, and lets the owners know either way. */
    private void followUp(Handle tx, List<Failure> dead, Map<EndpointId, Endpoint> present) {
        Set<EndpointId> paused = new HashSet<>();
        for (Failure failure : dead) {
            Endpoint endpoint = present.get(failure.endpoint());
            if (endpoint == null) {
                continue;
            }
            Delivery.Schedule after = oneMore(failure.attempt());
            Instant start = Objects.requireNonNull(after.start());
            if (endpoint.status() != EndpointStatus.ACTIVE || paused.contains(endpoint.id())) {
                alerting.died(tx, endpoint, failure, start, true);
                continue;
            }
            Instant lastSuccess = JdbcHealth.read(tx, endpoint.id()).lastSuccessAt();
            if (PausePolicy.pauses(failure.outcome().gone(), after.mayPause(), start, lastSuccess)) {
                pausing.pause(tx, endpoint.id(), true, reason(failure, after));
                paused.add(endpoint.id());
                alerting.paused(tx, endpoint, failure, start);
                alerting.died(tx, endpoint, failure, start, true);
            } else {
                alerting.died(tx, endpoint, failure, start, false);
            }
        }
    }

    private static String reason(Failure failure, Delivery.Schedule after) {
        if (failure.outcome().gone()) {
            return "the endpoint answered 410 Gone";
        }
        return "delivery %s failed %d times, at last: %s"
                .formatted(
                        failure.attempt().leased().delivery().id(),
                        after.round(),
                        failure.outcome().error());
    }
}
