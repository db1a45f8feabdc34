package dev.atlas.webhooks.web.endpoint;

import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What endpoints are called, in the order of the list. Immutable. */
public record EndpointTitles(Map<EndpointId, String> all) {
    public EndpointTitles {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    public static EndpointTitles of(EndpointAdmin endpoints, WorkspaceId workspace) {
        Map<EndpointId, String> titles = new LinkedHashMap<>();
        endpoints
                .list(workspace, new SliceRequest(SliceRequest.MAX_LIMIT, null))
                .all()
                .forEach(item -> titles.put(item.id(), EndpointPage.title(item)));
        return new EndpointTitles(titles);
    }

    /** The id where it is gone. */
    public String of(EndpointId id) {
        return all.getOrDefault(id, id.toString());
    }
}
