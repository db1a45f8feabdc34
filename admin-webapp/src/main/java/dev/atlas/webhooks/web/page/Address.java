package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import jakarta.ws.rs.NotFoundException;

/** Ids in addresses. One that cannot be read and one of another workspace are both simply not found. */
public final class Address {
    private Address() {}

    public static EndpointId endpoint(String text, Actor actor) {
        try {
            EndpointId id = EndpointId.parse(text);
            if (id.workspace().equals(actor.workspace())) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
        throw new NotFoundException("endpoint " + text + " belongs to another workspace");
    }

    public static DeliveryId delivery(String text, Actor actor) {
        try {
            DeliveryId id = DeliveryId.parse(text);
            if (id.workspace().equals(actor.workspace())) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
        throw new NotFoundException("delivery " + text + " belongs to another workspace");
    }
}
