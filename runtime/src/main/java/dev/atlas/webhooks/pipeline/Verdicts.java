package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.outcome.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** The deliveries whose attempts do not count, due at that time. */
    Map<DeliveryId, Instant> givenBack(Instant dueAt) {
        Map<DeliveryId, Instant> due = new HashMap<>();
        givenBack.forEach(id -> due.put(id, dueAt));
        return due;
    }

    /** The latest success of each endpoint, in the order of ids (the order of locks). */
    Map<EndpointId, Instant> lastSuccesses() {
        Map<EndpointId, Instant> last = new TreeMap<>();
        for (Success success : successes) {
            last.merge(success.endpoint(), success.endedAt(), (a, b) -> a.isAfter(b) ? a : b);
        }
        return last;
    }

    /** The last failure of each endpoint, in the order of ids. */
    Map<EndpointId, Failure> lastFailures() {
        Map<EndpointId, Failure> last = new TreeMap<>();
        failures.forEach(failure -> last.put(failure.endpoint(), failure));
        return last;
    }
}
