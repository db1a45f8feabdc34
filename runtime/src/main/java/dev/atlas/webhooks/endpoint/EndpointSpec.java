package dev.atlas.webhooks.endpoint;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of an endpoint chose.
 *
 * @param eventTypes patterns: an exact type, {@code prefix.*} or {@code *}
 * @param filter text in the filter language; empty admits every event of these types
 * @param serialize whether deliveries go out strictly one at a time in the order of their sequence
 * @param headers the endpoint's own static headers; may hold credentials
 * @param headersUnreadable whether it has headers that cannot be decrypted; none are shown then
 * @param rateLimit most attempts a second on each node; null for no limit
 * @param timeout the one deadline of an attempt
 */
public record EndpointSpec(
        URI url,
        String description,
        @Nullable String ownerEmail,
        List<String> eventTypes,
        String filter,
        boolean serialize,
        SignatureMode signature,
        Map<String, String> headers,
        boolean headersUnreadable,
        @Nullable Integer rateLimit,
        Duration timeout) {
    /** The scheme of a listener's address, which no request is ever sent to. */
    public static final String LISTENER_SCHEME = "listen";

    public EndpointSpec {
        eventTypes = List.copyOf(eventTypes);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public String toString() {
        return "EndpointSpec[url=%s, eventTypes=%s, filter=%s]".formatted(url, eventTypes, filter);
    }
}
