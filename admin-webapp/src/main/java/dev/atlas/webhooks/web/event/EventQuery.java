package dev.atlas.webhooks.web.event;

import dev.atlas.webhooks.admin.EventSearch;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.web.page.Query;
import dev.atlas.webhooks.web.page.TimeWindow;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for among the events: the whole state of the page, as its address holds it. Immutable.
 *
 * @param errors plain words by parameter that cannot be searched for
 */
public record EventQuery(Query query, Map<String, String> errors) {
    private static final String AFTER = "after";

    static EventQuery of(MultivaluedMap<String, String> sent) {
        Query query = Query.of("/events", List.of("type", "tag", "q", "window", AFTER), sent);
        Map<String, String> errors = new LinkedHashMap<>();
        if (query.has("window") && TimeWindow.of(query.value("window")).isEmpty()) {
            errors.put("window", "'" + query.value("window") + "' is no span of time");
        }
        if (query.has(AFTER) && !isEventId(query.value(AFTER))) {
            errors.put(AFTER, "this page of the events does not exist");
        }
        return new EventQuery(query, Map.copyOf(errors));
    }

    private static boolean isEventId(String text) {
        try {
            return EventId.parse(text).value() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    EventSearch search(Instant now) {
        return new EventSearch(
                query.orNull("type"),
                query.orNull("tag"),
                TimeWindow.of(query.value("window"))
                        .map(window -> window.before(now))
                        .orElse(null),
                null,
                query.orNull("q"));
    }

    @Nullable
    String after() {
        return query.orNull(AFTER);
    }

    public String value(String name) {
        return query.value(name);
    }

    /** Whether anything narrows the list. */
    public boolean narrowed() {
        return query.hasOtherThan(AFTER);
    }

    /** Whether this is not the newest page. */
    public boolean further() {
        return query.has(AFTER);
    }

    public String older(String next) {
        return query.with(AFTER, next).path();
    }

    public String newest() {
        return query.with(AFTER, "").path();
    }
}
