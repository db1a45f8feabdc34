package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import java.util.List;

/**
 * A fact about an event by which rules are found: some text at this path (an array opened) is that one, or begins with it.
 * The text of a prefix is never empty and sound Unicode.
 */
record Key(Path path, String text, boolean prefix) {

    static Key tag(String text, boolean prefix) {
        return new Key(new Path(Path.Root.TAGS, List.of(), Span.NOWHERE), text, prefix);
    }
}
