package dev.atlas.webhooks.cli.listen;

import dev.atlas.webhooks.cli.connection.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code atlas webhooks listen}. */
public final class ListenOptions {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern HEADER =
            Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+):\\s*([\\t\\x20-\\x7E\\x80-\\xFF]*)");
    private static final Pattern OURS =
            Pattern.compile("(?i)connection|keep-alive|proxy-.*|te|trailer|transfer-encoding"
                    + "|upgrade|http2-settings|expect|content-.*|atlas-.*|webhook-.*");
    private static final int MAX_PORT = 65_535;

    @Option(
            names = {"-f", "--forward-to"},
            paramLabel = "URL",
            description = "Where to: a port, host:port/path or a whole URL. Without it, events are shown and taken.")
    private String forwardTo = "";

    @Option(
            names = {"-e", "--events"},
            split = ",",
            paramLabel = "TYPE",
            description = "Event types: exact, 'prefix.*' or '*'. Without it, what --session has; all for a new one.")
    private List<String> events = List.of();

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "Only events for which this is true. Without it, what --session has.")
    private String filter = "";

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "A header to add when forwarding; repeatable.")
    private List<String> headers = List.of();

    @Option(
            names = "--session",
            paramLabel = "NAME",
            description =
                    "Take up the session of this name, or begin it: it keeps its secret, and what came meanwhile.")
    private String session = "";

    @Option(names = "--print-secret", description = "Only print the session's signing secret, and end; with --session.")
    private boolean printSecret;

    @Option(names = "--once", description = "End after the first event.")
    private boolean once;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "End after so long, for example 30s; with --once that is exit code 6.")
    private String timeout = "";

    @Option(names = "--exit-code", description = "End with 5 when anything forwarded was not answered with 2xx.")
    private boolean exitCode;

    @Option(names = "--skip-verify", description = "Do not check the certificate of an https:// address here.")
    private boolean skipVerify;

    boolean once() {
        return once;
    }

    boolean printSecret() {
        if (printSecret && session.isEmpty()) {
            throw new UsageException(
                    "--print-secret needs --session NAME: without a name, the session and its secret end at once");
        }
        return printSecret;
    }

    boolean exitCode() {
        return exitCode;
    }

    boolean skipVerify() {
        return skipVerify;
    }

    /** Empty when the session has none, and ends with this process. */
    String session() {
        return session;
    }

    String events() {
        return String.join(",", events);
    }

    String filter() {
        return filter;
    }

    /** Null when nothing is to be forwarded. */
    @Nullable
    URI target() {
        if (forwardTo.isEmpty()) {
            return null;
        }
        String text = forwardTo.matches("\\d{1,5}(/.*)?") ? "localhost:" + forwardTo : forwardTo;
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() != null
                    && uri.getPort() <= MAX_PORT
                    && List.of("http", "https").contains(uri.getScheme())) {
                return uri.getRawPath().isEmpty() ? uri.resolve("/") : uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new UsageException(
                "--forward-to '" + forwardTo + "' is no address; expected for example localhost:3000/webhooks");
    }

    /** Null for no end. */
    @Nullable
    Duration timeout() {
        if (timeout.isEmpty()) {
            return null;
        }
        Matcher matcher = DURATION.matcher(timeout);
        if (!matcher.matches()) {
            throw new UsageException(
                    "--timeout '" + timeout + "' is no duration; expected for example 500ms, 30s, 5m or 1h");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /** Names and values, in the order given. */
    List<Map.Entry<String, String>> headers() {
        List<Map.Entry<String, String>> read = new ArrayList<>();
        for (String header : headers) {
            Matcher matcher = HEADER.matcher(header);
            if (!matcher.matches()) {
                throw new UsageException("--header '" + header + "' is not of the form 'Name: value'");
            }
            if (OURS.matcher(matcher.group(1)).matches()) {
                throw new UsageException("--header '" + matcher.group(1)
                        + "' cannot be set: it belongs to the connection, the body or the signature");
            }
            read.add(Map.entry(matcher.group(1), matcher.group(2)));
        }
        return read;
    }
}
