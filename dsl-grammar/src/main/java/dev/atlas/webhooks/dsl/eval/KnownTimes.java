package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which fields hold instants as far as the catalogue knows, so that their numbers mean Unix seconds.
 *
 * @param element the keys from {@code data} to what {@code it} stands for
 */
public record KnownTimes(Catalogue catalogue, List<String> element) {

    public KnownTimes {
        element = List.copyOf(element);
    }

    /** The knowledge outside of any array. */
    public static KnownTimes of(Catalogue catalogue) {
        return new KnownTimes(catalogue, List.of());
    }

    /** The same knowledge inside {@code any(path, …)} or {@code all(path, …)}. */
    public KnownTimes inside(Path path) {
        return new KnownTimes(catalogue, keys(path));
    }

    public boolean isTime(Operand operand) {
        if (!(operand instanceof Path path)) {
            return false;
        }
        return switch (path.root()) {
            case CREATED -> path.steps().isEmpty();
            case DATA, PREVIOUS, IT -> catalogue.isTime(keys(path));
            case TYPE, ID, TAGS -> false;
        };
    }

    private List<String> keys(Path path) {
        return path.root() == Path.Root.IT
                ? Stream.concat(element.stream(), path.names().stream()).toList()
                : path.names();
    }
}
