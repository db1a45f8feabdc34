package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.EndpointId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the list of endpoints. None is left out: of one whose row is damaged there is little to show, but that.
 *
 * @param all oldest first
 * @param next the cursor that gives the following piece; null at the end
 */
public record EndpointList(List<Item> all, @Nullable String next) {
    /**
     * One endpoint.
     *
     * @param view null when its row is damaged
     * @param trouble why nothing can be sent to it, and what to do; null while it can
     */
    public record Item(EndpointId id, String description, @Nullable EndpointView view, @Nullable String trouble) {}

    public EndpointList {
        all = List.copyOf(all);
    }

    /** Those whose rows can be read. */
    public List<EndpointView> items() {
        return all.stream().flatMap(item -> Stream.ofNullable(item.view())).toList();
    }
}
