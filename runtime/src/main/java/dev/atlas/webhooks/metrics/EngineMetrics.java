package dev.atlas.webhooks.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** The engine's meters. Thread-safe. */
public final class EngineMetrics {
    private final MeterRegistry registry;
    private final Counter routed;
    private final Counter leasesLost;

    public EngineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.routed = Counter.builder("atlas.events.routed")
                .description("Events taken off the outbox")
                .register(registry);
        this.leasesLost = Counter.builder("atlas.leases.lost")
                .description("Attempts whose lease was lost before they were settled")
                .register(registry);
    }

    /** So many events were routed. */
    public void routed(int events) {
        routed.increment(events);
    }

    /** So many attempts came too late to be settled. */
    public void leasesLost(int attempts) {
        leasesLost.increment(attempts);
    }

    /**
     * An attempt was settled.
     *
     * @param result a class of status such as {@code 2xx}, or the kind of failure
     */
    public void attempted(String result, Duration total) {
        Timer.builder("atlas.attempts")
                .description("HTTP attempts by their result")
                .tag("result", result)
                .publishPercentileHistogram()
                .register(registry)
                .record(total);
    }

    /**
     * The mail server was offered a mail, or one that it took was returned.
     *
     * @param result sent, refused, unreachable or bounced
     */
    public void mailed(String result) {
        Counter.builder("atlas.mails")
                .description("Alert mails by what the mail server said")
                .tag("result", result)
                .register(registry)
                .increment();
    }

    /** Watches a number that is read when the meters are. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }
}
