package dev.atlas.webhooks.servlet.listen;

import dev.atlas.webhooks.admin.ListenSession;
import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.endpoint.EndpointSpec;
import dev.atlas.webhooks.pipeline.Listening;
import dev.atlas.webhooks.pipeline.Listening.Handed;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One listener's connection. For one thread. */
final class ListenStream {
    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long SEEN_NANOS = Duration.ofSeconds(30).toNanos();

    private final Listening listening;
    private final ListenSession session;
    private final EventOutput output;
    private final JsonMapper json;
    private Set<String> open = Set.of();
    private long lastSent = System.nanoTime();
    private long lastSeen = lastSent;

    ListenStream(Listening listening, ListenSession session, EventOutput output, JsonMapper json) {
        this.listening = listening;
        this.session = session;
        this.output = output;
        this.json = json;
        output.event("session", "", began().toString());
    }

    private ObjectNode began() {
        EndpointSpec spec = session.endpoint().spec();
        ObjectNode began = json.createObjectNode();
        String id = session.endpoint().id().toString();
        began.put("session", id).put("endpoint", id).put("secret", session.secret());
        ArrayNode types = began.putArray("event_types");
        spec.eventTypes().forEach(types::add);
        return began.put("filter", spec.filter())
                .put("timeout_ms", spec.timeout().toMillis());
    }

    boolean isClosed() {
        return output.isClosed();
    }

    void close() {
        output.close();
    }

    /** Hands over what there is; keeps the connection and the session alive. */
    void turn() {
        long now = System.nanoTime();
        if (!output.isBehind()) {
            Listening.Turn turn = listening.next(session, open);
            open = turn.open();
            for (Handed handed : turn.fresh()) {
                output.event(
                        "delivery",
                        Long.toString(handed.sequence()),
                        message(handed).toString());
                lastSent = now;
            }
            String ended = turn.ended();
            if (ended != null) {
                output.event(
                        "end", "", json.createObjectNode().put("reason", ended).toString());
                output.end();
                return;
            }
            if (now - lastSent > HEARTBEAT_NANOS) {
                output.heartbeat();
                lastSent = now;
            }
        }
        if (now - lastSeen > SEEN_NANOS) {
            listening.seen(session);
            lastSeen = now;
        }
    }

    private ObjectNode message(Handed handed) {
        ObjectNode message = json.createObjectNode();
        message.put("delivery", handed.delivery().toString())
                .put("attempt", handed.attempt())
                .put("event", handed.event().publicId())
                .put("event_type", handed.event().event().type())
                .put("sequence", handed.sequence());
        ObjectNode headers = message.putObject("headers");
        for (Header header : handed.headers()) {
            headers.put(header.name(), header.value());
        }
        return message.put("body", handed.body());
    }
}
