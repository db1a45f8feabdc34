package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.FailureKind;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.outcome.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The finished attempts of one settlement, sorted by what is to be done about them. */
final class Verdicts {
    /** An attempt that failed. */
    record Failure(FinishedAttempt attempt, Outcome.Failed outcome) {
        EndpointId endpoint() {
            return attempt.leased().delivery().endpoint();
        }
    }

    /** An attempt that succeeded. */
    record Success(FinishedAttempt attempt, Outcome.Delivered outcome) {
        EndpointId endpoint() {
            return attempt.leased().delivery().endpoint();
        }

        Instant endedAt() {
            return attempt.result().startedAt().plus(attempt.result().phases().total());
        }
    }

    private final List<Success> successes = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<DeliveryId> givenBack = new ArrayList<>();

    void add(FinishedAttempt attempt, Outcome outcome) {
        outcome.when(new Outcome.Cases<Boolean>() {
            @Override
            public Boolean delivered(Outcome.Delivered delivered) {
                return successes.add(new Success(attempt, delivered));
            }

            @Override
            public Boolean failed(Outcome.Failed failed) {
                return failures.add(new Failure(attempt, failed));
            }

            @Override
            public Boolean givenBack(Outcome.GivenBack back) {
                return givenBack.add(attempt.leased().delivery().id());
            }
        });
    }

    List<Success> successes() {
        return successes;
    }

    List<Failure> failures() {
        return failures;
    }

    /** The deliveries whose attempts do not count. */
    List<DeliveryId> givenBack() {
        return givenBack;
    }

    /** Whether this node broke the attempt off, so that it says nothing about the endpoint. */
    static boolean isGivenBack(AttemptResult result) {
        return result instanceof AttemptResult.Failed failed && failed.kind() == FailureKind.ABANDONED;
    }

    /** The latest success of each endpoint, in the order of ids (the order of locks). */
    SortedMap<EndpointId, Instant> lastSuccesses() {
        SortedMap<EndpointId, Instant> last = new TreeMap<>();
        for (Success success : successes) {
            last.merge(success.endpoint(), success.endedAt(), (a, b) -> a.isAfter(b) ? a : b);
        }
        return last;
    }

    /** The last failure of each endpoint, in the order of ids. */
    SortedMap<EndpointId, JdbcHealth.Failure> lastFailures() {
        SortedMap<EndpointId, JdbcHealth.Failure> last = new TreeMap<>();
        for (Failure failure : failures) {
            last.put(
                    failure.endpoint(),
                    new JdbcHealth.Failure(
                            failure.attempt().result().startedAt(),
                            failure.outcome().error()));
        }
        return last;
    }
}
