package dev.atlas.webhooks.cli.connection;

import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server and the key for it.
 *
 * @param server the address of the web application; ends with a slash
 * @param key the workspace's API key; empty when none was given
 * @param keySource where the key came from, for messages
 * @param proxies the way to the server
 */
public record Connection(URI server, String key, String keySource, ProxySelector proxies) {
    private static final String DEFAULT_SERVER = "http://localhost:8080/";

    /** What was given on the command line, else in the environment, else in the file. */
    public static Connection of(
            @Nullable String serverOption,
            @Nullable String keyOption,
            Map<String, String> environment,
            ConnectionFile file) {
        String server = serverOption;
        if (server == null) {
            server = environment.getOrDefault("ATLAS_SERVER", "");
        }
        if (server.isBlank()) {
            server = file.server();
        }
        ProxySelector proxies = EnvironmentProxies.of(environment);
        if (keyOption != null) {
            return new Connection(address(server), keyOption.strip(), "--api-key", proxies);
        }
        String fromEnvironment = environment.getOrDefault("ATLAS_API_KEY", "");
        return fromEnvironment.isBlank()
                ? new Connection(address(server), file.key(), file.path().toString(), proxies)
                : new Connection(address(server), fromEnvironment.strip(), "ATLAS_API_KEY", proxies);
    }

    /** {@code localhost:8080}, or a whole URL. */
    private static URI address(String given) {
        String text = given.isBlank() ? DEFAULT_SERVER : given.strip();
        String whole = text.contains("://") ? text : "http://" + text;
        try {
            URI uri = new URI(whole.endsWith("/") ? whole : whole + "/");
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new UsageException(
                "'" + given + "' is no address of a server; expected for example https://hooks.example.com");
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
