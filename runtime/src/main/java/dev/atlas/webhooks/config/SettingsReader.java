package dev.atlas.webhooks.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads values and notes each problem, so that all are reported together. After a problem it goes on with the default,
 * which nobody gets to see: {@link #throwIfAnyProblem} ends the start.
 */
final class SettingsReader {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);

    private final Settings settings;
    private final List<String> problems;

    SettingsReader(Settings settings) {
        this.settings = settings;
        this.problems = new ArrayList<>(settings.problems());
        settings.warnings().forEach(this::warn);
    }

    /** The value of a setting that has a default. */
    <T> T read(Setting setting, Function<String, T> parse) {
        T fallback = parse.apply(setting.defaultText().orElseThrow());
        return settings.find(setting).flatMap(found -> parsed(found, parse)).orElse(fallback);
    }

    /** The value of a setting that may be absent or empty; null also after a problem. */
    <T> @Nullable T readOptional(Setting setting, Function<String, T> parse) {
        return settings.find(setting)
                .filter(found -> !found.value().isEmpty())
                .flatMap(found -> parsed(found, parse))
                .orElse(null);
    }

    /** Whether there is a value, be it good or bad. */
    boolean isSet(Setting setting) {
        return settings.find(setting).filter(found -> !found.value().isEmpty()).isPresent();
    }

    /** Notes a problem with the value that is there, or with the lack of one. */
    void problem(Setting setting, String reason) {
        problems.add(settings.find(setting)
                .map(found -> found.problem(reason))
                .orElseGet(() -> "%s is not set: %s. Allowed: %s".formatted(setting, reason, setting.allowed())));
    }

    /** Notes that one of two settings that belong together is missing. */
    void requireTogether(Setting one, Setting other) {
        if (isSet(one) != isSet(other)) {
            Setting missing = isSet(one) ? other : one;
            problem(missing, "it goes with " + (isSet(one) ? one : other) + ", which is set");
        }
    }

    void warn(String warning) {
        LOG.warn("{}", warning);
    }

    void throwIfAnyProblem() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private <T> Optional<T> parsed(Settings.Found found, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(found.value()));
        } catch (IllegalArgumentException e) {
            problems.add(found.problem(Setting.masked(String.valueOf(e.getMessage()))));
            return Optional.empty();
        }
    }
}
