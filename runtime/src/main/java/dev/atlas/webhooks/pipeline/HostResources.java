package dev.atlas.webhooks.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * What the host gives.
 *
 * @param dataSource looks up the container's DataSource by its JNDI name; asked only when the configuration says so
 * @param mailSession likewise the container's mail Session
 * @param registry where the meters are registered
 * @param nanoTime as {@link System#nanoTime}: by it a clock is found out that was put
 */
public record HostResources(
        Function<String, DataSource> dataSource,
        Function<String, Object> mailSession,
        MeterRegistry registry,
        InstantSource clock,
        LongSupplier nanoTime) {
    /** With a clock that nobody puts. */
    public HostResources(
            Function<String, DataSource> dataSource,
            Function<String, Object> mailSession,
            MeterRegistry registry,
            InstantSource clock) {
        this(dataSource, mailSession, registry, clock, () -> clock.millis() * 1_000_000);
    }
}
