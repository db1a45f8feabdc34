package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.EndpointStatus;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A change of an endpoint as one thing.
 *
 * @param status the status that it shall have then; null for the one it has
 * @param expected whether the endpoint's tag is still one that the editor has seen
 */
public record EndpointEdit(EndpointInput input, @Nullable EndpointStatus status, Predicate<String> expected) {
    /** A change whoever else has changed it meanwhile. */
    public static EndpointEdit of(EndpointInput input) {
        return new EndpointEdit(input, null, tag -> true);
    }
}
