package dev.atlas.webhooks.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * All sources of settings in order of precedence: system properties, environment, what the container adds (JNDI,
 * context parameters), the file named by {@code atlas.config}. Immutable; the values are those of the moment of
 * creation, except in the container's own sources.
 */
public final class Settings {
    private final List<SettingsSource> sources;
    private final List<String> problems;
    private final List<String> warnings;

    private Settings(List<SettingsSource> sources, List<String> problems, List<String> warnings) {
        this.sources = List.copyOf(sources);
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    /** The settings of this process, with the container's sources in their order of precedence. */
    public static Settings ofProcess(List<SettingsSource> container) {
        return of(entries(System.getProperties()), System.getenv(), container);
    }

    /** The same with given system properties and environment. */
    public static Settings of(
            Map<String, String> systemProperties, Map<String, String> environment, List<SettingsSource> container) {
        EnvironmentVariables variables = new EnvironmentVariables(environment);
        List<SettingsSource> sources = new ArrayList<>();
        sources.add(SettingsSource.of("system property", systemProperties));
        sources.add(variables);
        sources.addAll(container);
        List<String> problems = new ArrayList<>();
        new Settings(sources, List.of(), List.of()).find(Setting.CONFIG).ifPresent(path -> file(path, problems)
                .ifPresent(sources::add));
        List<String> warnings = variables.suspects();
        sources.forEach(source -> problems.addAll(source.misspelt()));
        return new Settings(sources, problems, warnings);
    }

    /**
     * The value with the highest precedence; empty when no source has one. Spaces around a value do not count, except
     * in a secret.
     */
    Optional<Found> find(Setting setting) {
        for (SettingsSource source : sources) {
            String value = source.get(setting);
            if (value != null) {
                return Optional.of(
                        new Found(setting, setting.secret() ? value : value.strip(), source.origin(setting)));
            }
        }
        return Optional.empty();
    }

    /** What is wrong with the sources themselves. */
    List<String> problems() {
        return problems;
    }

    /** What looks wrong but may be right. */
    List<String> warnings() {
        return warnings;
    }

    /** A value and where it stood. */
    record Found(Setting setting, String value, String origin) {
        /** A problem with this value, in one sentence with the name, the value, its place and what is allowed. */
        String problem(String reason) {
            return "%s = \"%s\" (%s): %s. Allowed: %s"
                    .formatted(setting, setting.shown(value), origin, reason, setting.allowed());
        }
    }

    private static Optional<SettingsSource> file(Found path, List<String> problems) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(path.value()))) {
            properties.load(reader);
            return Optional.of(SettingsSource.of("file " + path.value() + ", entry", entries(properties)));
        } catch (IOException | InvalidPathException e) {
            problems.add(path.problem("the file cannot be read (" + e + ")"));
        } catch (IllegalArgumentException e) {
            problems.add(path.problem("the file is no properties file (" + e.getMessage() + ")"));
        }
        return Optional.empty();
    }

    private static Map<String, String> entries(Properties properties) {
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name, "")));
    }
}
