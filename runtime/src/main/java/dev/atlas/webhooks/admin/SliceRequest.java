package dev.atlas.webhooks.admin;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which piece of a list: up to {@code limit} items after a cursor.
 *
 * @param after the {@code next} of the piece before; null for the first piece
 */
public record SliceRequest(int limit, @Nullable String after) {
    /** Most items of one piece. */
    public static final int MAX_LIMIT = 200;

    /** Items of a piece when the caller does not say. */
    public static final int DEFAULT_LIMIT = 50;

    public SliceRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to %d, was %d".formatted(MAX_LIMIT, limit));
        }
    }

    /** The first piece in the usual size. */
    public static SliceRequest first() {
        return new SliceRequest(DEFAULT_LIMIT, null);
    }

    /**
     * Likewise of a bounded look: a piece may be short, and its cursor says where the next one goes on.
     *
     * @param border where the look ended; null when it came to the end
     */
    <T> Slice<T> slice(List<T> oneMore, Function<T, String> cursor, @Nullable Object border) {
        return border == null || oneMore.size() > limit
                ? slice(oneMore, cursor)
                : new Slice<>(oneMore, border.toString());
    }

    /** Makes the piece from one item more than was asked for, whose presence says that there is a next piece. */
    <T> Slice<T> slice(List<T> oneMore, Function<T, String> cursor) {
        if (oneMore.size() <= limit) {
            return new Slice<>(oneMore, null);
        }
        List<T> items = oneMore.subList(0, limit);
        return new Slice<>(items, cursor.apply(items.get(limit - 1)));
    }
}
