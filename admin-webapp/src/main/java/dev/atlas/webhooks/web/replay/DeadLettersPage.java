package dev.atlas.webhooks.web.replay;

import dev.atlas.webhooks.admin.DeadLetter;
import dev.atlas.webhooks.admin.DeadLetterGroup;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import dev.atlas.webhooks.web.page.Query;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the page of dead letters shows.
 *
 * @param groups empty when the page is about one group
 */
public record DeadLettersPage(
        Query query, List<DeadLetterGroup> groups, Slice<DeadLetter> letters, EndpointTitles titles) {
    public DeadLettersPage {
        groups = List.copyOf(groups);
    }

    /** The parameters that name one group, for links. */
    public static String parameters(DeadLetterGroup group) {
        return "endpoint=" + group.endpoint() + "&cause=" + URLEncoder.encode(group.cause(), StandardCharsets.UTF_8);
    }

    /** Likewise those that the page has. */
    public String parameters() {
        String path = query.with("after", "").path();
        return path.contains("?") ? path.substring(path.indexOf('?') + 1) : "";
    }
}
