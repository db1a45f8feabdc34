package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the paths that one part of an index looks up, so that an event's values are found by number. Filled while it is made. */
final class Slots {

    private final Map<Path, Integer> numbers = new HashMap<>();
    private final List<Path> paths = new ArrayList<>();

    /** The number of a path; always the same for the same path. */
    int of(Path path) {
        return numbers.computeIfAbsent(path, added -> {
            paths.add(added);
            return paths.size() - 1;
        });
    }

    /** All paths, by number. */
    List<Path> paths() {
        return List.copyOf(paths);
    }
}
