package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptRecord;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.JdbcAttempts;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.identity.AttemptId;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.EngineMetrics;
import dev.atlas.webhooks.outcome.OutcomePolicy;
import dev.atlas.webhooks.pipeline.Verdicts.Failure;
import dev.atlas.webhooks.pipeline.Verdicts.Success;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Enqueuing;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcDeliveries.Change;
import dev.atlas.webhooks.queue.JdbcDue;
import dev.atlas.webhooks.queue.Lease;
import dev.atlas.webhooks.stats.JdbcStats;
import dev.atlas.webhooks.stats.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Writes what came of attempts, all in one transaction: attempt rows, delivery states, queue rows, the endpoint's streak,
 * a pause and its alert. An attempt whose lease was lost changes nothing: whoever took it over settles it.
 */
final class Settlement {
    private final Database database;
    private final JdbcEndpoints endpoints;
    private final FailurePolicy failurePolicy;
    private final IdSource ids;
    private final InstantSource clock;
    private final EngineMetrics metrics;

    Settlement(
            Database database,
            JdbcEndpoints endpoints,
            FailurePolicy failurePolicy,
            IdSource ids,
            InstantSource clock,
            EngineMetrics metrics) {
        this.database = database;
        this.endpoints = endpoints;
        this.failurePolicy = failurePolicy;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    void settle(WorkspaceId workspace, List<FinishedAttempt> finished) {
        List<FinishedAttempt> kept = database.inTransaction(tx -> {
            List<FinishedAttempt> owned = owned(tx, workspace, finished);
            settleOwned(tx, workspace, owned);
            return owned;
        });
        metrics.leasesLost(finished.size() - kept.size());
        kept.forEach(attempt -> metrics.attempted(
                kind(attempt.result()), attempt.result().phases().total()));
    }

    private static String kind(AttemptResult result) {
        return result.when(new AttemptResult.Cases<>() {
            @Override
            public String responded(AttemptResult.Responded responded) {
                return responded.status() / 100 + "xx";
            }

            @Override
            public String failed(AttemptResult.Failed failed) {
                return failed.kind().name().toLowerCase(Locale.ROOT);
            }
        });
    }

    /** Those whose lease is still the one they were attempted under; their queue rows are locked now. */
    private static List<FinishedAttempt> owned(Handle tx, WorkspaceId workspace, List<FinishedAttempt> finished) {
        List<DeliveryId> deliveries = finished.stream()
                .map(attempt -> attempt.leased().delivery().id())
                .toList();
        Map<DeliveryId, Lease> leases = JdbcDue.lockLeases(tx, workspace, deliveries);
        return finished.stream()
                .filter(attempt -> attempt.leased()
                        .lease()
                        .equals(leases.get(attempt.leased().delivery().id())))
                .toList();
    }

    private void settleOwned(Handle tx, WorkspaceId workspace, List<FinishedAttempt> owned) {
        if (owned.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Verdicts verdicts = new Verdicts();
        owned.forEach(attempt -> verdicts.add(attempt, OutcomePolicy.judge(attempt.result(), now)));
        JdbcAttempts.insert(tx, records(verdicts));
        JdbcDue.release(tx, verdicts.givenBack(now));
        verdicts.lastFailures()
                .forEach((id, failure) -> JdbcHealth.failed(
                        tx,
                        id,
                        failure.attempt().result().startedAt(),
                        failure.outcome().error()));
        verdicts.lastSuccesses().forEach((id, at) -> JdbcHealth.succeeded(tx, id, at));

        Map<EndpointId, Endpoint> present = lockConcerned(tx, verdicts);
        settleSuccesses(tx, workspace, verdicts.successes());
        List<Failure> dead = failurePolicy.settle(tx, workspace, verdicts.failures(), present);
        JdbcStats.add(tx, workspace, ids.node(), now, tally(verdicts, dead));
        present.values().forEach(endpoint -> goOn(tx, endpoint, verdicts, now));
    }

    /** Locks, in the order of ids, the endpoints for which more is to decide than "delivered". */
    private Map<EndpointId, Endpoint> lockConcerned(Handle tx, Verdicts verdicts) {
        Map<EndpointId, Endpoint> concerned = new TreeMap<>();
        verdicts.lastSuccesses().keySet().forEach(id -> endpoints
                .find(tx, id)
                .filter(endpoint -> endpoint.spec().serialize() || endpoint.flow() != EndpointFlow.OPEN)
                .ifPresent(endpoint -> concerned.put(id, endpoint)));
        verdicts.lastFailures().keySet().forEach(id -> endpoints.find(tx, id).ifPresent(e -> concerned.put(id, e)));
        Map<EndpointId, Endpoint> locked = new TreeMap<>();
        concerned.keySet().forEach(id -> {
            Optional<Endpoint> endpoint = endpoints.lock(tx, id);
            endpoint.ifPresent(e -> locked.put(id, e));
        });
        return locked;
    }

    private void settleSuccesses(Handle tx, WorkspaceId workspace, List<Success> successes) {
        List<Change> changes = new ArrayList<>();
        for (Success success : successes) {
            Delivery delivery = success.attempt().leased().delivery();
            changes.add(new Change(
                    delivery.id(),
                    DeliveryStatus.DELIVERED,
                    FailurePolicy.oneMore(success.attempt()),
                    success.outcome().status(),
                    null,
                    success.endedAt(),
                    null));
        }
        JdbcDeliveries.apply(tx, changes);
        JdbcDue.delete(tx, workspace, changes.stream().map(Change::id).toList());
    }

    private static Tally tally(Verdicts verdicts, Collection<Failure> dead) {
        Tally tally = new Tally();
        verdicts.successes().forEach(success -> count(tally, success.attempt(), true, false));
        verdicts.failures().forEach(failure -> count(tally, failure.attempt(), false, dead.contains(failure)));
        return tally;
    }

    private static void count(Tally tally, FinishedAttempt attempt, boolean delivered, boolean dead) {
        Delivery delivery = attempt.leased().delivery();
        Duration latency = attempt.result() instanceof AttemptResult.Responded responded
                ? responded.phases().total()
                : null;
        tally.add(delivery.endpoint().value(), delivery.eventType(), delivered, dead, latency);
    }

    /** What an endpoint's success leads to: the next of a serialized one, the drain after a probe. */
    private void goOn(Handle tx, Endpoint settled, Verdicts verdicts, Instant now) {
        EndpointId id = settled.id();
        Endpoint endpoint = endpoints.find(tx, id).orElse(settled); // the failures may have paused it
        if (endpoint.status() != EndpointStatus.ACTIVE) {
            return;
        }
        if (endpoint.flow() == EndpointFlow.PROBING && verdicts.lastSuccesses().containsKey(id)) {
            endpoints.updateState(tx, id, EndpointStatus.ACTIVE, EndpointFlow.DRAINING, null);
        }
        if (endpoint.spec().serialize()) {
            Enqueuing.advance(tx, id, now);
        }
    }

    private List<AttemptRecord> records(Verdicts verdicts) {
        List<FinishedAttempt> counted = new ArrayList<>();
        verdicts.successes().forEach(success -> counted.add(success.attempt()));
        verdicts.failures().forEach(failure -> counted.add(failure.attempt()));
        return counted.stream()
                .map(attempt -> {
                    Delivery delivery = attempt.leased().delivery();
                    return new AttemptRecord(
                            new AttemptId(delivery.id().workspace(), ids.next()),
                            delivery.id(),
                            delivery.schedule().attempts() + 1,
                            attempt.loggedHeaders(),
                            attempt.result());
                })
                .toList();
    }
}
