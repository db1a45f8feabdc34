package dev.atlas.webhooks.web.page;

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
 * The parameters of a page's address: its whole state. Immutable.
 *
 * @param page the page's path from the WAR's root on
 * @param values text by parameter, in a fixed order; only what is not empty
 */
public record Query(String page, Map<String, String> values) {
    public Query {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Those of the known parameters that were sent. */
    public static Query of(String page, List<String> known, MultivaluedMap<String, String> sent) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : known) {
            String text = Objects.requireNonNullElse(sent.getFirst(name), "").strip();
            if (!text.isEmpty()) {
                values.put(name, text);
            }
        }
        return new Query(page, values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Empty when it is not there. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public @Nullable String orNull(String name) {
        return values.get(name);
    }

    /** Whether there is any parameter besides these. */
    public boolean hasOtherThan(String... names) {
        return !List.of(names).containsAll(values.keySet());
    }

    /** The same with one parameter changed; an empty text takes it away. */
    public Query with(String name, String text) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        if (text.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, text);
        }
        return new Query(page, changed);
    }

    /** The address, from the WAR's root on. */
    public String path() {
        return values.isEmpty()
                ? page
                : values.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", page + "?", ""));
    }
}
