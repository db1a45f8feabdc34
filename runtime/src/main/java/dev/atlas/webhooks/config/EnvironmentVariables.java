package dev.atlas.webhooks.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The environment, where {@code atlas.db.pool-size} is written {@code ATLAS_DB_POOL_SIZE}. */
final class EnvironmentVariables implements SettingsSource {
    private final Map<String, String> variables;

    EnvironmentVariables(Map<String, String> variables) {
        this.variables = new TreeMap<>(variables);
    }

    @Override
    public String origin(Setting setting) {
        return "environment variable " + setting.variable();
    }

    @Override
    public @Nullable String get(Setting setting) {
        return variables.get(setting.variable());
    }

    /** Variables that may be misspelt settings. Other programs share the environment, so they are no problem. */
    List<String> suspects() {
        List<String> known =
                Arrays.stream(Setting.values()).map(Setting::variable).toList();
        return variables.keySet().stream()
                .filter(name -> name.startsWith("ATLAS_") && !known.contains(name))
                .map(name -> "environment variable %s is no setting%s".formatted(name, Spelling.meant(name, known)))
                .toList();
    }
}
