package dev.atlas.webhooks.servlet;

import dev.atlas.webhooks.config.Cidr;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Behind a reverse proxy: takes the client's address and scheme from {@code X-Forwarded-For} and
 * {@code X-Forwarded-Proto}, but only when the connection comes from a proxy that is trusted. Of a chain the last address
 * that is no trusted proxy counts, since everything before it may have been made up. Thread-safe.
 */
final class ForwardedHeaders extends HttpFilter {
    private static final long serialVersionUID = 1;

    /** Nothing that Java would look up in DNS. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final transient List<Cidr> trusted;

    ForwardedHeaders(List<Cidr> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(
                isTrusted(request.getRemoteAddr()) ? new Forwarded(request, client(request)) : request, response);
    }

    private String client(HttpServletRequest request) {
        List<String> chain = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .toList();
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (address(chain.get(i)).isEmpty()) {
                break;
            }
            if (!isTrusted(chain.get(i))) {
                return chain.get(i);
            }
        }
        return request.getRemoteAddr();
    }

    private boolean isTrusted(String text) {
        return address(text)
                .filter(address -> trusted.stream().anyMatch(range -> range.contains(address)))
                .isPresent();
    }

    private static Optional<InetAddress> address(String text) {
        String plain = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        try {
            return LITERAL.matcher(plain).matches() ? Optional.of(InetAddress.getByName(plain)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The request as the client sent it to the proxy. */
    private static final class Forwarded extends HttpServletRequestWrapper {
        private final String client;
        private final String scheme;

        Forwarded(HttpServletRequest request, String client) {
            super(request);
            this.client = client;
            String forwarded = request.getHeader("X-Forwarded-Proto");
            this.scheme = "https".equalsIgnoreCase(forwarded) || "http".equalsIgnoreCase(forwarded)
                    ? forwarded.toLowerCase(Locale.ROOT)
                    : request.getScheme();
        }

        @Override
        public String getRemoteAddr() {
            return client;
        }

        @Override
        public String getRemoteHost() {
            return client;
        }

        @Override
        public String getScheme() {
            return scheme;
        }

        @Override
        public boolean isSecure() {
            return scheme.equals("https");
        }
    }
}
