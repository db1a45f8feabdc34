package dev.atlas.webhooks.web.delivery;

import dev.atlas.webhooks.admin.DeliverySearch;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.web.page.Query;
import dev.atlas.webhooks.web.page.TimeWindow;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for in the log: the whole state of the page, as its address holds it. Immutable.
 *
 * @param errors plain words by parameter that cannot be searched for
 */
public record LogQuery(Query query, Map<String, String> errors) {
    private static final List<String> FINISHED = List.of("delivered", "dead", "cancelled");
    private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final String AFTER = "after";
    private static final String DELIVERY = "delivery";

    public LogQuery {
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    static LogQuery of(MultivaluedMap<String, String> sent) {
        List<String> known = List.of("endpoint", "status", "event", "code", "window", AFTER, DELIVERY);
        Query query = Query.of("/deliveries", known, sent);
        return new LogQuery(query, errors(query));
    }

    private static Map<String, String> errors(Query query) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (query.has("code") && !query.value("code").matches("[1-9][0-9]{2}")) {
            errors.put("code", "must be a status such as 503; '" + query.value("code") + "' is not");
        }
        if (query.has("event") && !EVENT_ID.matcher(query.value("event")).matches()) {
            errors.put(
                    "event",
                    "An event's id is evt_ and 26 letters and digits, or the publisher's own id: 1 to 128 of A-Z, a-z, 0-9 and"
                            + " ._:- ; '" + query.value("event") + "' is neither");
        }
        if (query.has("status") && DeliveryStatus.of(query.value("status")).isEmpty()) {
            errors.put("status", "'" + query.value("status") + "' is no status");
        }
        if (query.has("window") && TimeWindow.of(query.value("window")).isEmpty()) {
            errors.put("window", "'" + query.value("window") + "' is no span of time");
        }
        try {
            if (query.has("endpoint")) {
                EndpointId.parse(query.value("endpoint"));
            }
        } catch (IllegalArgumentException e) {
            errors.put("endpoint", Objects.requireNonNullElse(e.getMessage(), "not an endpoint's id"));
        }
        try {
            if (query.has(AFTER)) {
                DeliveryId.parse(query.value(AFTER));
            }
        } catch (IllegalArgumentException e) {
            errors.put(AFTER, "this page of the log does not exist");
        }
        return errors;
    }

    /** The search that the services understand; only without {@link #errors}. */
    DeliverySearch search(Instant now) {
        String endpoint = query.orNull("endpoint");
        String code = query.orNull("code");
        return new DeliverySearch(
                endpoint == null ? null : EndpointId.parse(endpoint),
                query.orNull("event"),
                DeliveryStatus.of(value("status")).orElse(null),
                code == null ? null : Integer.valueOf(code),
                TimeWindow.of(value("window")).map(window -> window.before(now)).orElse(null),
                null);
    }

    public String value(String name) {
        return query.value(name);
    }

    @Nullable
    String after() {
        return query.orNull(AFTER);
    }

    @Nullable
    String delivery() {
        return query.orNull(DELIVERY);
    }

    /** Whether anything narrows the log. */
    public boolean narrowed() {
        return query.hasOtherThan(AFTER, DELIVERY);
    }

    /** Whether this is not the newest page. */
    public boolean further() {
        return query.has(AFTER);
    }

    /** This page with the drawer of one delivery open. */
    public String showing(DeliveryId delivery) {
        return query.with(DELIVERY, delivery.toString()).path();
    }

    /** This page without a drawer. */
    public String closed() {
        return query.with(DELIVERY, "").path();
    }

    /** The page after this one. */
    public String older(String next) {
        return query.with(DELIVERY, "").with(AFTER, next).path();
    }

    /** The newest page of the same search. */
    public String newest() {
        return query.with(DELIVERY, "").with(AFTER, "").path();
    }

    /** The form of a replay of what is listed here, as far as it can say that. */
    public String again() {
        Query form = new Query("/replays/new", Map.of());
        for (String name : List.of("endpoint", "window", "code")) {
            form = form.with(name, value(name));
        }
        boolean finished = FINISHED.contains(value("status"));
        return (finished ? form.with("what", value("status")) : form).path();
    }

    /** Address of this page, from the WAR's root on. */
    public String path() {
        return query.path();
    }
}
