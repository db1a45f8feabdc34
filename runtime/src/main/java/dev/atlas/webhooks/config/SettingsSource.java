package dev.atlas.webhooks.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One place that settings may stand in: system properties, the environment, JNDI, context parameters, a file. */
public interface SettingsSource {

    /** Where the setting stands in this source, for messages: {@code environment variable ATLAS_DB_URL}. */
    String origin(Setting setting);

    /** The value of the setting, null when this source has none. */
    @Nullable
    String get(Setting setting);

    /**
     * One sentence for each entry here that is meant to be a setting but is none, as far as this source can list its
     * entries. Each is a problem that stops the start.
     */
    default List<String> misspelt() {
        return List.of();
    }

    /** A source of plain names and values; {@code label} says in messages what an entry is: "context parameter". */
    static SettingsSource of(String label, Map<String, String> values) {
        return new NamedValues(label, values);
    }
}
