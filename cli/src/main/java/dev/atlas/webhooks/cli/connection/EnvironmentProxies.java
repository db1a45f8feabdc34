package dev.atlas.webhooks.cli.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that {@code HTTPS_PROXY} or {@code HTTP_PROXY} name, as other command-line programs use it; none for hosts of
 * {@code NO_PROXY} and for this machine. Immutable.
 */
final class EnvironmentProxies extends ProxySelector {
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final Map<String, String> environment;
    private final List<String> direct;

    private EnvironmentProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.direct = Stream.of(value("NO_PROXY").split("[,\\s]+"))
                .filter(host -> !host.isEmpty())
                .map(host -> host.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                .toList();
    }

    /** Those of the environment, or of the JVM's properties where it names none. */
    static ProxySelector of(Map<String, String> environment) {
        EnvironmentProxies named = new EnvironmentProxies(environment);
        return named.value("HTTPS_PROXY").isEmpty() && named.value("HTTP_PROXY").isEmpty()
                ? Objects.requireNonNull(ProxySelector.getDefault(), "the JVM has no proxy selector")
                : named;
    }

    @Override
    public List<Proxy> select(@Nullable URI target) {
        if (target == null
                || target.getHost() == null
                || isDirect(target.getHost().toLowerCase(Locale.ROOT))) {
            return DIRECT;
        }
        String proxy = value(target.getScheme().toUpperCase(Locale.ROOT) + "_PROXY");
        return proxy.isEmpty() ? DIRECT : List.of(new Proxy(Proxy.Type.HTTP, address(proxy)));
    }

    private boolean isDirect(String host) {
        return host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("[::1]")
                || direct.stream().anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
    }

    private static SocketAddress address(String proxy) {
        try {
            URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            if (uri.getHost() != null && "http".equals(uri.getScheme())) {
                return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new UsageException(
                "HTTPS_PROXY or HTTP_PROXY is '" + proxy + "'; expected for example http://proxy.example.com:3128");
    }

    /** Both spellings are in use. */
    private String value(String name) {
        String lower = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return lower.isEmpty() ? environment.getOrDefault(name, "") : lower;
    }

    @Override
    public void connectFailed(@Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException failure) {
        // the request that failed says so
    }
}
