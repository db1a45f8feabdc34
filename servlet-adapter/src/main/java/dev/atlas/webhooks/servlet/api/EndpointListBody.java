package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.EndpointList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the list of endpoints.
 *
 * @param unreadable those of this piece to which nothing can be sent; of them {@code data} has no more than can be read
 * @param next what to send as {@code after} for the following piece; null at the end
 */
record EndpointListBody(List<EndpointBody> data, List<Unreadable> unreadable, @Nullable String next) {
    /** Why nothing can be sent to it, and what to do. */
    record Unreadable(String id, String description, String detail) {}

    static EndpointListBody of(EndpointList list) {
        return new EndpointListBody(
                list.items().stream().map(EndpointBody::of).toList(),
                list.all().stream().flatMap(EndpointListBody::unreadable).toList(),
                list.next());
    }

    private static Stream<Unreadable> unreadable(EndpointList.Item item) {
        return Stream.ofNullable(item.trouble())
                .map(trouble -> new Unreadable(item.id().toString(), item.description(), trouble));
    }
}
