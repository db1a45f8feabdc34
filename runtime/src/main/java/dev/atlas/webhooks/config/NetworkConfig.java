package dev.atlas.webhooks.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where deliveries may go.
 *
 * @param allowed private address ranges that may be delivered to
 * @param schemes of endpoints' URLs: {@code https}, {@code http}
 * @param ports of endpoints' URLs; empty for any
 */
public record NetworkConfig(List<Cidr> allowed, Set<String> schemes, Set<Integer> ports) {
    /** Any public address, by both schemes, at any port. */
    public static final NetworkConfig PUBLIC = new NetworkConfig(List.of(), Set.of("https", "http"), Set.of());

    public NetworkConfig {
        allowed = List.copyOf(allowed);
        schemes = Set.copyOf(schemes);
        ports = Set.copyOf(ports);
    }

    static NetworkConfig read(SettingsReader in) {
        return new NetworkConfig(
                in.read(Setting.NETWORK_ALLOW, Values::ranges),
                in.read(
                        Setting.NETWORK_SCHEMES,
                        text -> Values.set(text.toLowerCase(Locale.ROOT), scheme -> {
                            if (!scheme.equals("https") && !scheme.equals("http")) {
                                throw new IllegalArgumentException("'%s' is neither https nor http".formatted(scheme));
                            }
                            return scheme;
                        })),
                in.read(
                        Setting.NETWORK_PORTS,
                        text -> text.isEmpty() ? Set.<Integer>of() : Values.set(text, Values.number(1, 65_535))));
    }
}
