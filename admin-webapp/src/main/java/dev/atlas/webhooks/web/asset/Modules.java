package dev.atlas.webhooks.web.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which modules a script brings along, so that a page can announce them all at once; a browser that finds them one behind the
 * other asks for each only after it has read the one before. Thread-safe.
 */
public final class Modules {
    private static final Pattern IMPORT =
            Pattern.compile("\\b(?:import|export)\\b\\s*(?:[\\w*{},$\\s]+?\\bfrom\\b)?\\s*\"([^\"]+)\"");

    private final Vendor vendor;
    private final Function<String, @Nullable InputStream> files;
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();

    /** @param files opens the file of a path below {@code /assets/}; null where there is none */
    public Modules(Vendor vendor, Function<String, @Nullable InputStream> files) {
        this.vendor = vendor;
        this.files = files;
    }

    /** Paths below {@code /assets/} of what the script imports, and of what that imports in turn. */
    public List<String> broughtBy(String script) {
        return known.computeIfAbsent(script, this::follow);
    }

    private List<String> follow(String script) {
        Set<String> found = new LinkedHashSet<>(List.of(script));
        Deque<String> unread = new ArrayDeque<>(found);
        while (!unread.isEmpty()) {
            String file = unread.remove();
            imports(file).filter(found::add).forEach(unread::add);
        }
        found.remove(script);
        return List.copyOf(found);
    }

    private Stream<String> imports(String file) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        return IMPORT.matcher(text(file))
                .results()
                .map(found -> found.group(1))
                .map(name -> name.startsWith("./") ? folder + name.substring(2) : vendor.file(name))
                .flatMap(Stream::ofNullable);
    }

    private String text(String file) {
        try (InputStream in = files.apply(file)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
