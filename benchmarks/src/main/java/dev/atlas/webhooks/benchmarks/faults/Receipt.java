package dev.atlas.webhooks.benchmarks.faults;

/**
 * A request as its receiver saw it. Times are of {@link System#nanoTime}.
 *
 * @param accepted whether the whole 2xx was written
 */
record Receipt(
        Target target,
        String event,
        String name,
        long sequence,
        int attempt,
        String delivery,
        String body,
        long start,
        long end,
        boolean accepted) {

    /** What to say of it when it came again. */
    String twice(Receipt repeat) {
        return "%s: sequence %d (%s, attempt %d) was taken again %.1f s later"
                .formatted(target, sequence, name, attempt, (repeat.start - start) / 1e9);
    }
}
