package dev.atlas.webhooks.web.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The browser libraries inside the WAR: which module name stands for which file below {@code /assets/vendor/}. The
 * version is part of each path, so browsers may keep the files for ever. Immutable.
 *
 * @param modules path below {@code /assets/vendor/} by module name
 */
public record Vendor(SortedMap<String, String> modules) {
    private static final String FOLDER = "/assets/vendor/";

    public Vendor {
        modules = Collections.unmodifiableSortedMap(new TreeMap<>(modules));
    }

    /** Reads the list that the build has written. */
    public static Vendor read() {
        Properties files = new Properties();
        try (InputStream in = Objects.requireNonNull(
                Vendor.class.getResourceAsStream("vendor.properties"), "vendor.properties is missing")) {
            files.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("vendor.properties cannot be read", e);
        }
        return new Vendor(files.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, files::getProperty, (a, b) -> b, TreeMap::new)));
    }

    /** The browser's import map, as JSON, for a WAR deployed under this context path. */
    public String importMap(String contextPath) {
        return modules.entrySet().stream()
                .map(module -> "\"" + module.getKey() + "\":\"" + url(contextPath, module) + "\"")
                .collect(Collectors.joining(",", "{\"imports\":{", "}}"));
    }

    /** Path below {@code /assets/} of a module; null for one that we do not have. */
    @Nullable
    String file(String module) {
        String file = modules.get(module);
        return file == null ? null : "vendor/" + file;
    }

    /** Address of the style sheet of the charts: it lies beside their module. */
    public String chartStyles(String contextPath) {
        return contextPath + FOLDER + modules.getOrDefault("uplot", "").replace("uPlot.esm.js", "uPlot.min.css");
    }

    private static String url(String contextPath, Map.Entry<String, String> module) {
        return contextPath + FOLDER + module.getValue();
    }
}
