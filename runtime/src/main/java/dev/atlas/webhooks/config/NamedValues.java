package dev.atlas.webhooks.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names and values as they are written: system properties, context parameters, a file. */
final class NamedValues implements SettingsSource {
    /** Names that programs around the product set for themselves in the same process. */
    private static final List<String> NOT_OURS = List.of("atlas.embedded.", "atlas.test.");

    private final String label;
    private final Map<String, String> values;

    NamedValues(String label, Map<String, String> values) {
        this.label = label;
        this.values = new TreeMap<>(values);
    }

    @Override
    public String origin(Setting setting) {
        return label + " " + setting.key();
    }

    @Override
    public @Nullable String get(Setting setting) {
        return values.get(setting.key());
    }

    @Override
    public List<String> misspelt() {
        return values.keySet().stream()
                .filter(name -> name.startsWith("atlas.") && !Setting.keys().contains(name))
                .filter(name -> NOT_OURS.stream().noneMatch(name::startsWith))
                .map(name -> "%s %s is no setting%s".formatted(label, name, Spelling.meant(name, Setting.keys())))
                .toList();
    }
}
