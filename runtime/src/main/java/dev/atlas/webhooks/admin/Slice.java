package dev.atlas.webhooks.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a long list.
 *
 * @param next the cursor that gives the following piece; null at the end
 */
public record Slice<T>(List<T> items, @Nullable String next) {
    public Slice {
        items = List.copyOf(items);
    }
}
