package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.identity.ApiKeyId;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.identity.ReplayId;
import dev.atlas.webhooks.identity.WorkspaceId;
import jakarta.ws.rs.NotFoundException;
import java.util.function.Function;

/** Ids in addresses. One that cannot be read and one of another workspace are both simply not found. */
public final class Address {
    private Address() {}

    public static EndpointId endpoint(String text, Actor actor) {
        return of("endpoint", text, actor, EndpointId::parse, EndpointId::workspace);
    }

    public static DeliveryId delivery(String text, Actor actor) {
        return of("delivery", text, actor, DeliveryId::parse, DeliveryId::workspace);
    }

    public static ReplayId replay(String text, Actor actor) {
        return of("replay", text, actor, ReplayId::parse, ReplayId::workspace);
    }

    public static ApiKeyId apiKey(String text, Actor actor) {
        return of("API key", text, actor, ApiKeyId::parse, ApiKeyId::workspace);
    }

    public static MemberId member(String text, Actor actor) {
        return of("member", text, actor, MemberId::parse, MemberId::workspace);
    }

    private static <T> T of(
            String kind, String text, Actor actor, Function<String, T> parse, Function<T, WorkspaceId> workspace) {
        try {
            T id = parse.apply(text);
            if (workspace.apply(id).equals(actor.workspace())) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
        throw new NotFoundException(kind + " " + text + " belongs to another workspace");
    }
}
