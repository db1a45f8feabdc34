package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.servlet.json.Query;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list.
 *
 * @param next what to send as {@code after} for the following piece; null at the end
 */
record ListBody<T>(List<T> data, @Nullable String next) {
    ListBody {
        data = List.copyOf(data);
    }

    static <V, T> ListBody<T> of(Slice<V> slice, Function<V, T> body) {
        return new ListBody<>(slice.items().stream().map(body).toList(), slice.next());
    }

    /**
     * Which piece the caller wants.
     *
     * @param cursor reads the id that is this list's cursor; throws IllegalArgumentException for anything else
     */
    static SliceRequest request(Query query, Function<String, ? extends Object> cursor) {
        Integer limit = query.number("limit", 1, SliceRequest.MAX_LIMIT);
        Object after = query.read("after", cursor);
        return new SliceRequest(
                limit == null ? SliceRequest.DEFAULT_LIMIT : limit, after == null ? null : after.toString());
    }
}
