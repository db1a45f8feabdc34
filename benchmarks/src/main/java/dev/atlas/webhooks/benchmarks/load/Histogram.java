package dev.atlas.webhooks.benchmarks.load;

/** Durations in microseconds, each kept to within 3 %. */
final class Histogram {
    private static final int STEPS = 32;
    private static final int SIZE = 64 * STEPS;

    private final long[] counts = new long[SIZE];
    private long total;

    void add(long micros) {
        counts[slot(Math.max(1, micros))]++;
        total++;
    }

    long total() {
        return total;
    }

    private static int slot(long micros) {
        int power = 63 - Long.numberOfLeadingZeros(micros);
        long fraction = power < 5 ? (micros << (5 - power)) - STEPS : (micros >> (power - 5)) - STEPS;
        return power * STEPS + (int) fraction;
    }

    /** In milliseconds; 0 when nothing was added. */
    double percentile(double percent) {
        long wanted = (long) Math.ceil(total * percent / 100);
        long seen = 0;
        for (int i = 0; i < SIZE && total > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                int power = i / STEPS;
                return Math.scalb(1.0 + (i % STEPS) / (double) STEPS, power) / 1_000;
            }
        }
        return 0;
    }
}
