package dev.atlas.webhooks.standalone;

import java.util.regex.Pattern;

/**
 * Where the server is reached.
 *
 * @param port 0 to 65535; 0 takes any free port
 * @param contextPath {@code /}, or segments that each begin with a slash
 */
public record ServerAddress(String host, int port, String contextPath) {
    private static final Pattern CONTEXT_PATH = Pattern.compile("/|(/[A-Za-z0-9._~-]+)+");

    public static final ServerAddress DEFAULT = new ServerAddress("127.0.0.1", 8080, "/");

    public ServerAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("The host is a name or an address of this machine, not empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port is a number from 0 to 65535, not " + port);
        }
        if (!CONTEXT_PATH.matcher(contextPath).matches()) {
            throw new IllegalArgumentException(
                    "The context path is / or like /atlas, of letters, digits and . _ ~ -, not '" + contextPath + "'");
        }
    }

    ServerAddress withHost(String newHost) {
        return new ServerAddress(newHost, port, contextPath);
    }

    ServerAddress withPort(int newPort) {
        return new ServerAddress(host, newPort, contextPath);
    }

    ServerAddress withContextPath(String newPath) {
        return new ServerAddress(host, port, newPath);
    }
}
