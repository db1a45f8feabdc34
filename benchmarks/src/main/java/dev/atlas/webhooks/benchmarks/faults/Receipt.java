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
        String body,
        long start,
        long end,
        boolean accepted) {

    String twice() {
        return "%s: sequence %d (%s, attempt %d) was taken twice".formatted(target, sequence, name, attempt);
    }
}
