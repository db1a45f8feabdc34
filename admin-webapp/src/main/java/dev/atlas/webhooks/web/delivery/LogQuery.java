package dev.atlas.webhooks.web.delivery;

import dev.atlas.webhooks.admin.DeliverySearch;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for in the log: the whole state of the page, as its address holds it. Immutable.
 *
 * @param values text by parameter, in a fixed order; only what is not empty
 * @param errors plain words by parameter that cannot be searched for
 */
public record LogQuery(Map<String, String> values, Map<String, String> errors) {
    private static final String AFTER = "after";
    private static final String DELIVERY = "delivery";
    private static final List<String> PARAMETERS = List.of("endpoint", "status", "event", "code", AFTER, DELIVERY);

    public LogQuery {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    static LogQuery of(MultivaluedMap<String, String> sent) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : PARAMETERS) {
            String text = Objects.requireNonNullElse(sent.getFirst(name), "").strip();
            if (!text.isEmpty()) {
                values.put(name, text);
            }
        }
        return new LogQuery(values, errors(values));
    }

    private static Map<String, String> errors(Map<String, String> values) {
        Map<String, String> errors = new LinkedHashMap<>();
        String code = values.getOrDefault("code", "200");
        if (!code.matches("[1-9][0-9]{2}")) {
            errors.put("code", "must be a status such as 503; '" + code + "' is not");
        }
        String status = values.getOrDefault("status", DeliveryStatus.PENDING.word());
        if (DeliveryStatus.of(status).isEmpty()) {
            errors.put("status", "'" + status + "' is no status");
        }
        String endpoint = values.get("endpoint");
        try {
            if (endpoint != null) {
                EndpointId.parse(endpoint);
            }
        } catch (IllegalArgumentException e) {
            errors.put("endpoint", Objects.requireNonNullElse(e.getMessage(), "not an endpoint's id"));
        }
        try {
            if (values.containsKey(AFTER)) {
                DeliveryId.parse(values.getOrDefault(AFTER, ""));
            }
        } catch (IllegalArgumentException e) {
            errors.put(AFTER, "this page of the log does not exist");
        }
        return errors;
    }

    /** The search that the services understand; only without {@link #errors}. */
    DeliverySearch search() {
        String endpoint = values.get("endpoint");
        String code = values.get("code");
        return new DeliverySearch(
                endpoint == null ? null : EndpointId.parse(endpoint),
                values.get("event"),
                DeliveryStatus.of(value("status")).orElse(null),
                code == null ? null : Integer.valueOf(code),
                null,
                null);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    @Nullable
    String after() {
        return values.get(AFTER);
    }

    @Nullable
    String delivery() {
        return values.get(DELIVERY);
    }

    /** Whether anything narrows the log. */
    public boolean narrowed() {
        return values.keySet().stream().anyMatch(name -> !name.equals(AFTER) && !name.equals(DELIVERY));
    }

    /** Whether this is not the newest page. */
    public boolean further() {
        return values.containsKey(AFTER);
    }

    /** This page with the drawer of one delivery open. */
    public String showing(DeliveryId delivery) {
        return with(DELIVERY, delivery.toString()).path();
    }

    /** This page without a drawer. */
    public String closed() {
        return with(DELIVERY, "").path();
    }

    /** The page after this one. */
    public String older(String next) {
        return with(DELIVERY, "").with(AFTER, next).path();
    }

    /** The newest page of the same search. */
    public String newest() {
        return with(DELIVERY, "").with(AFTER, "").path();
    }

    /** Address of this page, from the WAR's root on. */
    public String path() {
        return values.isEmpty()
                ? "/deliveries"
                : values.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "/deliveries?", ""));
    }

    private LogQuery with(String name, String text) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        if (text.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, text);
        }
        return new LogQuery(changed, errors);
    }
}
