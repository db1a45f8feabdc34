package dev.atlas.webhooks.benchmarks.load;

/** Whoever counts what is delivered. */
@FunctionalInterface
interface Receivers {

    /** What has come so far, and the processor time that the counting took. */
    record Report(long count, long bytes, long cpuMicros) {}

    Report report() throws Exception;
}
