package dev.atlas.webhooks.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What the host gives.
 *
 * @param dataSource looks up the container's DataSource by its JNDI name; asked only when the configuration says so
 * @param mailSession likewise the container's mail Session
 * @param registry where the meters are registered
 */
public record HostResources(
        Function<String, DataSource> dataSource,
        Function<String, Object> mailSession,
        MeterRegistry registry,
        InstantSource clock) {}
