package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.servlet.json.Refusal;

/** Reads the ids in addresses. What is no id, and what belongs to another workspace, is not found alike. */
final class PathId {
    private PathId() {}

    static EndpointId endpoint(Actor actor, String text) {
        try {
            EndpointId id = EndpointId.parse(text);
            if (id.workspace().equals(actor.workspace())) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw notFound("endpoint", e.getMessage());
        }
        throw notFound("endpoint", text);
    }

    static DeliveryId delivery(Actor actor, String text) {
        try {
            DeliveryId id = DeliveryId.parse(text);
            if (id.workspace().equals(actor.workspace())) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw notFound("delivery", e.getMessage());
        }
        throw notFound("delivery", text);
    }

    private static Refusal notFound(String kind, String which) {
        return Refusal.notFound("there is no such %s in this workspace: %s".formatted(kind, which));
    }
}
