package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointSpec;
import dev.atlas.webhooks.identity.Sha256;
import dev.atlas.webhooks.jdbc.JsonColumn;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** An endpoint as the audit log keeps it, and the tag by which an editor tells whether it has changed meanwhile. */
final class EndpointFacts {
    private static final int TAG_BYTES = 12;

    /** Stands in for headers of which not even the names are known. */
    private static final String UNREADABLE = "cannot be decrypted";

    private EndpointFacts() {}

    /** Everything its owner chose, by the names of the API; values of headers are masked. */
    static Map<String, @Nullable Object> of(Endpoint endpoint) {
        return with(endpoint, (name, value) -> EndpointRules.MASK);
    }

    /** The facts after a change; a header whose value has changed says so without showing it. */
    static Map<String, @Nullable Object> of(Endpoint endpoint, Endpoint before) {
        Map<String, String> old = before.spec().headers();
        return with(
                endpoint,
                (name, value) -> value.equals(old.getOrDefault(name, value))
                        ? EndpointRules.MASK
                        : EndpointRules.MASK + " (changed)");
    }

    /** Another one after every change that an editor must know of. */
    static String tag(Endpoint endpoint) {
        byte[] hash = Sha256.of(JsonColumn.write(with(endpoint, (name, value) -> value)));
        return HexFormat.of().formatHex(Arrays.copyOf(hash, TAG_BYTES));
    }

    /** @param shown what is told of a header's value */
    private static Map<String, @Nullable Object> with(Endpoint endpoint, BinaryOperator<String> shown) {
        EndpointSpec spec = endpoint.spec();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("url", spec.url().toString());
        facts.put("description", spec.description());
        facts.put("owner_email", spec.ownerEmail());
        facts.put("event_types", spec.eventTypes());
        facts.put("filter", spec.filter());
        facts.put("filter_version", endpoint.filterVersion());
        facts.put("serialize", spec.serialize());
        facts.put("signature", spec.signature().word());
        facts.put("rate_limit", spec.rateLimit());
        facts.put("timeout_ms", spec.timeout().toMillis());
        facts.put("status", endpoint.status().word());
        Endpoint.Pause pause = endpoint.paused();
        facts.put("paused", pause == null ? null : pause.reason());
        Map<String, String> headers = new LinkedHashMap<>(spec.headers());
        headers.replaceAll(shown);
        facts.put("headers", spec.headersUnreadable() ? UNREADABLE : headers);
        return facts;
    }
}
