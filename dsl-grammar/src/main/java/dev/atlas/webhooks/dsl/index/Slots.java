package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which paths a scan can capture, and under which names. Others are read from the event as a whole. */
final class Slots {

    private Slots() {}

    static boolean has(Path path) {
        return switch (path.root()) {
            case TYPE, ID, CREATED, TAGS -> path.steps().isEmpty();
            case DATA, PREVIOUS ->
                !path.steps().isEmpty() && path.steps().stream().allMatch(Path.Member.class::isInstance);
            case IT -> false;
        };
    }

    static List<String> names(Path path) {
        return Stream.concat(Stream.of(path.root().word()), path.names().stream())
                .toList();
    }
}
