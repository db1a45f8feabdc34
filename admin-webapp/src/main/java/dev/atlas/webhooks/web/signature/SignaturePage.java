package dev.atlas.webhooks.web.signature;

import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.SignatureFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows: the form as it was sent, and what came of it.
 *
 * @param endpoint id of the chosen one, empty for none
 * @param trouble why nothing could be found, and what to do; null when it could, or nothing was asked
 */
public record SignaturePage(
        List<EndpointView> endpoints,
        String endpoint,
        String headers,
        String body,
        @Nullable SignatureFinding finding,
        @Nullable String trouble) {
    public SignaturePage {
        endpoints = List.copyOf(endpoints);
    }

    public String tone() {
        return finding == null
                ? "plain"
                : switch (finding.verdict()) {
                    case GOOD -> "good";
                    case DOUBTFUL -> "warn";
                    case BAD -> "bad";
                };
    }

    public String icon() {
        return finding == null
                ? "info"
                : switch (finding.verdict()) {
                    case GOOD -> "check";
                    case DOUBTFUL -> "clock";
                    case BAD -> "close";
                };
    }
}
