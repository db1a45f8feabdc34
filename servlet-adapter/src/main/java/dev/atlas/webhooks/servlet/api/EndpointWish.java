package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.EndpointEdit;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote about an endpoint.
 *
 * @param status null when not given
 */
record EndpointWish(EndpointInput input, @Nullable EndpointStatus status) {
    private static final Map<String, EndpointStatus> STATUSES = Map.of(
            "active", EndpointStatus.ACTIVE, "paused", EndpointStatus.PAUSED, "disabled", EndpointStatus.DISABLED);

    static EndpointWish read(RequestBody body) {
        Members in = body.members();
        EndpointInput input = new EndpointInput(
                in.string("url"),
                in.string("description"),
                in.string("owner_email", ""),
                in.strings("event_types"),
                in.string("filter"),
                in.flag("serialize"),
                in.string("signature"),
                in.isNull("headers") ? null : in.stringMap("headers"),
                in.integer("rate_limit", 0),
                in.integer("timeout_ms"));
        String status = in.string("status");
        if (status != null && !STATUSES.containsKey(status)) {
            in.problem("/status", "must be \"active\", \"paused\" or \"disabled\"");
        }
        in.end();
        return new EndpointWish(input, status == null ? null : STATUSES.get(status));
    }

    /** As a change of an endpoint whose tag is one of those expected. */
    EndpointEdit edit(Predicate<String> expected) {
        return new EndpointEdit(input, status, expected);
    }
}
