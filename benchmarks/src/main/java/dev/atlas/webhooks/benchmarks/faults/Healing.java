package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.embedded.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits until nothing moves any more, and does what the endpoints' owners do meanwhile: repairs and resumes. */
record Healing(State state, Journal journal, Receivers receivers) {
    /** The leases that the last kill leaves behind, and the work that has waited. */
    static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofMinutes(30);

    void await() throws Exception {
        Eventually.get(LIMIT, "the broken endpoint paused", () -> state.isPaused(Target.BROKEN), Boolean.TRUE::equals);
        // A delivery that dies after the resume is told of by another mail.
        Eventually.get(
                LIMIT,
                "no delivery to the broken endpoint is pending",
                () -> state.some(Target.BROKEN, "pending"),
                List::isEmpty);
        receivers.repair();
        state.resume(Target.BROKEN);
        Eventually.get(
                LIMIT,
                "every committed event at " + Target.STEADY,
                () -> Checks.missing(journal, receivers.receipts()),
                List::isEmpty);
        // What takes one at a time and fails now and then may need longer for all of it than the limit.
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!moving().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("After " + LONGEST + " there are still requests, for " + moving());
            }
            int before = receivers.receipts().size();
            Eventually.get(
                    LIMIT,
                    "one more request, or nothing moves",
                    () -> receivers.receipts().size() > before ? List.<String>of() : moving(),
                    List::isEmpty);
        }
    }

    /** What is not finished yet, of endpoints that are in service or are put back into it. */
    private List<String> moving() throws Exception {
        List<String> moving = new ArrayList<>();
        for (Target target : Target.values()) {
            for (String status : target.staysPaused() ? List.of("pending") : List.of("pending", "held")) {
                state.some(target, status).forEach(delivery -> moving.add(target + " " + delivery));
            }
        }
        // Poison pauses it if it has taken nothing else since, as while all nodes were away. Asked last: an endpoint
        // that has nothing pending cannot be paused any more.
        if (state.isPaused(Target.CHOOSY)) {
            state.resume(Target.CHOOSY);
            moving.add(Target.CHOOSY + " was paused");
        }
        return moving;
    }
}
