package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.servlet.json.Refusal;
import jakarta.ws.rs.core.EntityTag;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code ETag} and {@code If-Match} (RFC 9110, sections 8.8.3 and 13.1.1) of endpoints. */
final class EndpointTags {
    private static final Pattern LIST = Pattern.compile("(W/)?\"[^\"]{0,100}\"(\\s*,\\s*(W/)?\"[^\"]{0,100}\")*");

    private EndpointTags() {}

    static EntityTag of(EndpointView view) {
        return new EntityTag(view.tag());
    }

    /** What the header wants; without one, and with {@code *}, any tag will do. A weak tag never matches. */
    static Predicate<String> expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return tag -> true;
        }
        String header = ifMatch.strip();
        if (!LIST.matcher(header).matches()) {
            throw Refusal.badHeader("If-Match", "must be the ETag that a GET gave, with its quotes, or *");
        }
        return tag -> Pattern.compile("(^|[\\s,])\"" + Pattern.quote(tag) + "\"")
                .matcher(header)
                .find();
    }
}
