package dev.atlas.webhooks.config;

import java.util.List;

/**
 * How requests are taken.
 *
 * @param apiRateLimit requests a second of one API key on this node; 0 for no limit
 * @param trustedProxies addresses whose forwarded headers are believed
 * @param containerLogin whether the container says who a visitor is
 */
public record HttpConfig(int apiRateLimit, List<Cidr> trustedProxies, boolean containerLogin) {
    public HttpConfig {
        trustedProxies = List.copyOf(trustedProxies);
    }

    static HttpConfig read(SettingsReader in) {
        return new HttpConfig(
                in.read(Setting.API_RATE_LIMIT, Values.number(0, 1_000_000)),
                in.read(Setting.NETWORK_TRUSTED_PROXIES, Values::ranges),
                in.read(Setting.LOGIN_CONTAINER, Values::flag));
    }
}
