package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.attempt.Header;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One delivery's request, signed for this moment.
 *
 * @param headers the endpoint's own ones with their values masked
 */
public record SignedRequest(URI url, List<Header> headers, String body) {
    public SignedRequest {
        headers = List.copyOf(headers);
    }

    /** The command that sends it from a POSIX shell. */
    public String curl() {
        String lines = headers.stream()
                .map(header -> "  -H " + quoted(header.name() + ": " + header.value()) + " \\\n")
                .collect(Collectors.joining());
        return "curl -i -X POST " + quoted(url.toString()) + " \\\n" + lines + "  --data-binary " + quoted(body) + "\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
