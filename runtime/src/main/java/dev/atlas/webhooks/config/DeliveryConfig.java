package dev.atlas.webhooks.config;

import java.time.Duration;
import java.util.List;

/**
 * How deliveries are attempted.
 *
 * @param retryOffsets when the retries come, counted from the first attempt; strictly increasing, never empty
 * @param timeout the deadline of a whole attempt, where the endpoint sets none
 * @param maxInFlight how many attempts this node makes at the same time
 * @param maxInFlightPerEndpoint how many of them may go to one endpoint
 * @param network where they may go
 */
public record DeliveryConfig(
        List<Duration> retryOffsets,
        Duration timeout,
        int maxInFlight,
        int maxInFlightPerEndpoint,
        NetworkConfig network) {
    public DeliveryConfig {
        retryOffsets = List.copyOf(retryOffsets);
    }

    static DeliveryConfig read(SettingsReader in) {
        return new DeliveryConfig(
                in.read(Setting.RETRY_OFFSETS, Values::offsets),
                in.read(Setting.DELIVERY_TIMEOUT, Values.duration(Duration.ofMillis(10), Duration.ofSeconds(60))),
                in.read(Setting.DELIVERY_MAX_IN_FLIGHT, Values.number(1, 100_000)),
                in.read(Setting.DELIVERY_MAX_IN_FLIGHT_PER_ENDPOINT, Values.number(1, 100_000)),
                NetworkConfig.read(in));
    }
}
