package dev.atlas.webhooks.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What this node does and for how long it remembers.
 *
 * @param publicUrl the base of links in mail, without a slash at its end; null when mail shall have no links
 * @param retention how long events, attempts and dead letters are kept
 * @param workersEnabled false when this node serves UI and API only
 * @param http how it takes requests
 */
public record NodeConfig(@Nullable URI publicUrl, Duration retention, boolean workersEnabled, HttpConfig http) {

    static NodeConfig read(SettingsReader in, Duration lastRetry) {
        Duration retention = in.read(Setting.RETENTION, Values.duration(Duration.ofDays(1), Duration.ofDays(3650)));
        if (retention.compareTo(lastRetry) <= 0) {
            in.problem(
                    Setting.RETENTION,
                    "the last retry comes only after %s (atlas.retry.offsets)"
                            .formatted(DurationText.format(lastRetry)));
        }
        return new NodeConfig(
                in.readOptional(Setting.PUBLIC_URL, Values::publicUrl),
                retention,
                in.read(Setting.WORKERS_ENABLED, Values::flag),
                HttpConfig.read(in));
    }
}
