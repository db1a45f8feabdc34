package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.identity.ApiKeyId;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.identity.ReplayId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.servlet.json.Refusal;
import java.util.function.Function;

/** Reads the ids in addresses. What is no id, and what belongs to another workspace, is not found alike. */
final class PathId {
    private PathId() {}

    static EndpointId endpoint(Actor actor, String text) {
        return of("endpoint", actor, text, EndpointId::parse, EndpointId::workspace);
    }

    static DeliveryId delivery(Actor actor, String text) {
        return of("delivery", actor, text, DeliveryId::parse, DeliveryId::workspace);
    }

    static ApiKeyId apiKey(Actor actor, String text) {
        return of("API key", actor, text, ApiKeyId::parse, ApiKeyId::workspace);
    }

    static MemberId member(Actor actor, String text) {
        return of("member", actor, text, MemberId::parse, MemberId::workspace);
    }

    static ReplayId replay(Actor actor, String text) {
        return of("replay", actor, text, ReplayId::parse, ReplayId::workspace);
    }

    private static <T> T of(
            String kind, Actor actor, String text, Function<String, T> parse, Function<T, WorkspaceId> workspace) {
        try {
            T id = parse.apply(text);
            if (workspace.apply(id).equals(actor.workspace())) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound("there is no such %s: %s".formatted(kind, e.getMessage()));
        }
        throw Refusal.notFound("there is no %s %s in this workspace".formatted(kind, text));
    }
}
