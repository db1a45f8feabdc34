package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.EndpointUnreadableException;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.outcome.DeathCause;
import dev.atlas.webhooks.pause.PausePolicy;
import dev.atlas.webhooks.pause.Pausing;
import dev.atlas.webhooks.pipeline.Verdicts.Failure;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Finished;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.queue.JdbcQueue.Failed;
import dev.atlas.webhooks.retry.RetrySchedule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What becomes of failed attempts: a retry, a hold, or a dead letter with its pause and its alert. */
final class FailurePolicy {
    private static final String GONE = "gone";
    private static final String EXHAUSTED = "exhausted";

    private final JdbcEndpoints endpoints;
    private final RetrySchedule schedule;
    private final Pausing pausing;
    private final Alerting alerting;
    private final InstantSource clock;
    private final RandomGenerator random;

    FailurePolicy(
            JdbcEndpoints endpoints,
            RetrySchedule schedule,
            Pausing pausing,
            Alerting alerting,
            InstantSource clock,
            RandomGenerator random) {
        this.endpoints = endpoints;
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
        return new Delivery.Schedule(
                before.attempts() + 1, before.round() + 1, start, before.late(), before.mayPause());
    }

    /**
     * Settles failures of one workspace.
     *
     * @param statuses how the failures' endpoints stand; those that were deleted are absent
     * @return what is finished by it, for the log
     */
    List<Finished> settle(Handle tx, List<Failure> failures, Map<EndpointId, EndpointStatus> statuses) {
        Instant now = clock.instant();
        List<Failed> goingOn = new ArrayList<>();
        List<Finished> finished = new ArrayList<>();
        List<Failure> dead = new ArrayList<>();
        for (Failure failure : failures) {
            Delivery delivery = failure.attempt().leased().delivery();
            Delivery.Schedule after = oneMore(failure.attempt());
            Integer status = failure.outcome().status();
            EndpointStatus endpoint = statuses.get(failure.endpoint());
            Optional<Instant> next = next(failure, after, now);
            if (endpoint == null) {
                finished.add(new Finished(delivery.with(DeliveryStatus.CANCELLED, after), status, now, null));
            } else if (next.isEmpty()) {
                Finished.Death death = new Finished.Death(
                        failure.outcome().gone() ? GONE : EXHAUSTED,
                        DeathCause.of(failure.attempt().result()));
                finished.add(new Finished(delivery.with(DeliveryStatus.DEAD, after), status, now, death));
                dead.add(failure);
            } else if (endpoint == EndpointStatus.ACTIVE) {
                goingOn.add(new Failed(delivery.with(DeliveryStatus.PENDING, after), next.get(), status, now));
            } else {
                goingOn.add(new Failed(delivery.with(DeliveryStatus.HELD, after), null, status, now));
            }
        }
        JdbcQueue.fail(tx, goingOn);
        followUp(tx, dead);
        return finished;
    }

    private Optional<Instant> next(Failure failure, Delivery.Schedule after, Instant now) {
        if (failure.outcome().gone()) {
            return Optional.empty();
        }
        Instant start = Objects.requireNonNull(after.start()).plus(after.late());
        return schedule.next(after.round(), start, now, failure.outcome().retryAfter(), random);
    }

    /** Pauses the endpoints that have taken nothing since, and lets the owners know either way. */
    private void followUp(Handle tx, List<Failure> dead) {
        dead.sort(Comparator.comparing(Failure::endpoint)); // the order of locks
        for (Failure failure : dead) {
            Endpoint endpoint = lock(tx, failure.endpoint());
            if (endpoint == null || endpoint.isListener()) {
                continue; // who listens sees it on the screen
            }
            Delivery.Schedule after = oneMore(failure.attempt());
            Instant start = Objects.requireNonNull(after.start());
            if (endpoint.status() != EndpointStatus.ACTIVE) {
                alerting.died(tx, endpoint, failure, start, true);
                continue;
            }
            // A serialized endpoint is sent nothing else meanwhile; what it seems to have taken, an earlier delivery
            // was.
            Instant lastSuccess = endpoint.spec().serialize()
                    ? null
                    : JdbcHealth.read(tx, endpoint.id()).lastSuccessAt();
            if (PausePolicy.pauses(failure.outcome().gone(), after.mayPause(), start, lastSuccess)) {
                pausing.pause(tx, endpoint.id(), true, reason(failure, after));
                alerting.paused(tx, endpoint, failure, start);
                alerting.died(tx, endpoint, failure, start, true);
            } else {
                alerting.died(tx, endpoint, failure, start, false);
            }
        }
    }

    /** Null for one that was deleted, or cannot be read: it gets nothing anyway, and the operator is told of it. */
    private @Nullable Endpoint lock(Handle tx, EndpointId id) {
        try {
            return endpoints.lock(tx, id).orElse(null);
        } catch (EndpointUnreadableException e) {
            return null;
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
