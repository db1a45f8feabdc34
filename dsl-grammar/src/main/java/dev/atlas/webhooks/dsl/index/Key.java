package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.value.Value;

/** A fact about an event by which rules are found: it has this tag, or some value at this path equals that one. */
sealed interface Key {

    record Tag(String tag) implements Key {}

    record Equal(Path path, Value value) implements Key {}
}
