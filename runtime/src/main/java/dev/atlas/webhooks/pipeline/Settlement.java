package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptRecord;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.JdbcAttempts;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.identity.AttemptId;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.BestEffort;
import dev.atlas.webhooks.metrics.EngineMetrics;
import dev.atlas.webhooks.outcome.OutcomePolicy;
import dev.atlas.webhooks.pipeline.Verdicts.Success;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Finished;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.queue.Lease;
import dev.atlas.webhooks.stats.JdbcStats;
import dev.atlas.webhooks.stats.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Writes what came of attempts, all in one transaction: attempt rows, the queue and the log, the endpoint's streak, a pause
 * and its alert. An attempt whose lease was lost changes nothing: whoever took it over settles it.
 */
final class Settlement {
    private final Database database;
    private final FailurePolicy failurePolicy;
    private final Onward onward;
    private final IdSource ids;
    private final InstantSource clock;
    private final EngineMetrics metrics;

    Settlement(
            Database database,
            FailurePolicy failurePolicy,
            Onward onward,
            IdSource ids,
            InstantSource clock,
            EngineMetrics metrics) {
        this.database = database;
        this.failurePolicy = failurePolicy;
        this.onward = onward;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Settles attempts, in the order of their workspaces.
     *
     * @param places where those take their places that are to be sent next
     * @return what that is: the deliveries which these attempts had kept waiting
     */
    List<Claimed> settle(SortedMap<Long, List<FinishedAttempt>> finished, Places places) {
        Settled settled = database.inTransaction(tx -> {
            places.begin();
            Settled all = new Settled(new ArrayList<>(), new ArrayList<>());
            finished.forEach((workspace, attempts) -> {
                Settled its = settle(tx, new WorkspaceId(workspace), attempts, places);
                all.counted().addAll(its.counted());
                all.next().addAll(its.next());
            });
            return all;
        });
        places.keep();
        // It is committed: from here on nothing may be taken for a settlement that failed.
        BestEffort.tell(() -> count(finished, settled.counted()));
        BestEffort.tell(() -> settled.counted().forEach(AttemptLog::write));
        return settled.next();
    }

    private void count(SortedMap<Long, List<FinishedAttempt>> finished, List<FinishedAttempt> counted) {
        metrics.leasesLost(finished.values().stream().mapToInt(List::size).sum() - counted.size());
        counted.forEach(attempt -> metrics.attempted(
                kind(attempt.result()), attempt.result().phases().total()));
    }

    static SortedMap<Long, List<FinishedAttempt>> byWorkspace(List<FinishedAttempt> attempts) {
        SortedMap<Long, List<FinishedAttempt>> byWorkspace = new TreeMap<>();
        for (FinishedAttempt attempt : attempts) {
            byWorkspace
                    .computeIfAbsent(
                            attempt.leased().delivery().id().workspace().value(), w -> new ArrayList<>())
                    .add(attempt);
        }
        return byWorkspace;
    }

    private record Settled(List<FinishedAttempt> counted, List<Claimed> next) {}

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

    private Settled settle(Handle tx, WorkspaceId workspace, List<FinishedAttempt> finished, Places places) {
        Map<DeliveryId, Lease> leases = JdbcQueue.lockLeases(tx, workspace, ids(finished));
        List<FinishedAttempt> owned = new ArrayList<>();
        List<FinishedAttempt> lost = new ArrayList<>();
        for (FinishedAttempt attempt : finished) {
            Lease lease = leases.get(attempt.leased().delivery().id());
            (attempt.leased().lease().equals(lease) ? owned : lost).add(attempt);
        }
        List<FinishedAttempt> counted = new ArrayList<>(owned);
        counted.addAll(late(tx, workspace, lost));
        Instant now = clock.instant();
        Verdicts verdicts = new Verdicts();
        owned.forEach(attempt -> verdicts.add(attempt, OutcomePolicy.judge(attempt.result(), now)));
        JdbcAttempts.insert(tx, records(counted));
        List<Claimed> next = settleOwned(tx, workspace, verdicts, places);
        return new Settled(counted, next);
    }

    private static List<DeliveryId> ids(List<FinishedAttempt> finished) {
        return finished.stream()
                .map(attempt -> attempt.leased().delivery().id())
                .toList();
    }

    /** Attempts whose deliveries were cancelled while they were under way: they happened, so the log has them. */
    private static List<FinishedAttempt> late(Handle tx, WorkspaceId workspace, List<FinishedAttempt> lost) {
        List<FinishedAttempt> happened = lost.stream()
                .filter(attempt -> !Verdicts.isGivenBack(attempt.result()))
                .toList();
        Set<DeliveryId> cancelled = JdbcDeliveries.countLateAttempts(tx, workspace, ids(happened));
        return happened.stream()
                .filter(attempt ->
                        cancelled.contains(attempt.leased().delivery().id()))
                .toList();
    }

    private static Tally tally(Verdicts verdicts, List<Finished> finished) {
        Tally tally = new Tally();
        Set<DeliveryId> dead = new HashSet<>();
        finished.stream()
                .map(Finished::delivery)
                .filter(delivery -> delivery.status() == DeliveryStatus.DEAD)
                .forEach(delivery -> dead.add(delivery.id()));
        verdicts.successes().forEach(success -> count(tally, success.attempt(), true, false));
        verdicts.failures()
                .forEach(failure -> count(
                        tally,
                        failure.attempt(),
                        false,
                        dead.contains(failure.attempt().leased().delivery().id())));
        return tally;
    }

    private static void count(Tally tally, FinishedAttempt attempt, boolean delivered, boolean dead) {
        Delivery delivery = attempt.leased().delivery();
        Duration latency = attempt.result() instanceof AttemptResult.Responded responded
                ? responded.phases().total()
                : null;
        tally.add(delivery.endpoint().value(), delivery.eventType(), delivered, dead, latency);
    }

    private List<Claimed> settleOwned(Handle tx, WorkspaceId workspace, Verdicts verdicts, Places places) {
        JdbcQueue.release(tx, workspace, verdicts.givenBack(), clock.instant());
        JdbcHealth.failed(tx, verdicts.lastFailures());
        JdbcHealth.succeeded(tx, verdicts.lastSuccesses());
        List<Finished> finished = new ArrayList<>();
        verdicts.successes().forEach(success -> finished.add(delivered(success)));
        Map<EndpointId, EndpointStatus> statuses =
                JdbcEndpoints.statuses(tx, workspace, verdicts.lastFailures().keySet());
        finished.addAll(failurePolicy.settle(tx, verdicts.failures(), statuses));
        JdbcDeliveries.insert(tx, finished);
        JdbcStats.add(tx, workspace, ids.node(), clock.instant(), tally(verdicts, finished));
        JdbcQueue.delete(
                tx,
                workspace,
                finished.stream().map(each -> each.delivery().id()).toList());
        Set<EndpointId> ended = new TreeSet<>();
        finished.forEach(each -> ended.add(each.delivery().endpoint()));
        return onward.goOn(tx, workspace, ended, verdicts.lastSuccesses().keySet(), places);
    }

    private static Finished delivered(Success success) {
        Delivery delivery = success.attempt().leased().delivery();
        return new Finished(
                delivery.with(DeliveryStatus.DELIVERED, FailurePolicy.oneMore(success.attempt())),
                success.outcome().status(),
                success.endedAt(),
                null);
    }

    private List<AttemptRecord> records(List<FinishedAttempt> counted) {
        return counted.stream()
                .filter(attempt -> !Verdicts.isGivenBack(attempt.result()))
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
