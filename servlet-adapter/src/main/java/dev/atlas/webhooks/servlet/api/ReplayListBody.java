package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.replay.ListedReplay;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the list of replays.
 *
 * @param unreadable those of this piece whose rows are damaged
 * @param next what to send as {@code after} for the following piece; null at the end
 */
record ReplayListBody(List<ReplayBody> data, List<Unreadable> unreadable, @Nullable String next) {
    /** Why it stands still, and what to do. */
    record Unreadable(String id, String detail) {}

    static ReplayListBody of(Slice<ListedReplay> slice) {
        return new ReplayListBody(
                slice.items().stream()
                        .flatMap(each -> Stream.ofNullable(each.replay()))
                        .map(ReplayBody::of)
                        .toList(),
                slice.items().stream().flatMap(ReplayListBody::unreadable).toList(),
                slice.next());
    }

    private static Stream<Unreadable> unreadable(ListedReplay each) {
        return Stream.ofNullable(each.trouble())
                .map(trouble -> new Unreadable(each.id().toString(), trouble));
    }
}
