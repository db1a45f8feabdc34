package dev.atlas.webhooks.cli.listen;

import dev.atlas.webhooks.cli.output.Output;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code listen} shows: a line for an event; for scripts, a JSON object for everything. */
final class ListenLines {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final int OK = 200;

    private final Output out;
    private final JsonMapper json;
    private boolean lost;

    ListenLines(Output out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    /** Without --forward-to: looking at it is taking it. */
    static Forwarded shown(Delivery delivery) {
        Forwarded.Answer taken = new Forwarded.Answer(OK, HttpHeaders.of(Map.of(), (name, value) -> true), "", false);
        return new Forwarded(delivery, delivery.headers(), Instant.now(), 0, taken, "");
    }

    void secret(JsonNode session) {
        if (out.isJson()) {
            out.json(session);
        } else {
            out.line("%s", session.path("secret").asString(""));
        }
    }

    void ready(JsonNode session, @Nullable URI target) {
        if (out.isJson()) {
            out.json(named("session", (ObjectNode) session));
            return;
        }
        out.line(
                "@|bold Ready.|@ Signing secret: @|bold %s|@",
                session.path("secret").asString(""));
        String filter = session.path("filter").asString("");
        out.note(
                "%s%s → %s   endpoint %s   Ctrl-C ends",
                Output.text(session.path("event_types")),
                filter.isEmpty() ? "" : " where " + filter,
                target == null ? "this screen" : target.toString(),
                session.path("endpoint").asString(""));
    }

    void forwarded(Forwarded what) {
        Delivery delivery = what.delivery();
        Forwarded.Answer answer = what.answer();
        if (out.isJson()) {
            ObjectNode line = named("delivery", what.result(json.createObjectNode()));
            line.remove("request");
            out.json(line.put("event", delivery.event())
                    .put("event_type", delivery.eventType())
                    .put("sequence", delivery.sequence()));
            return;
        }
        out.line(
                "@|faint %s|@  %s  %s  @|" + (what.taken() ? "green" : "red") + " %s|@  @|faint %d ms|@%s",
                CLOCK.format(what.startedAt()),
                Output.pad(delivery.eventType(), 22),
                delivery.event(),
                answer == null ? "failed" : Integer.toString(answer.status()),
                what.durationMs(),
                answer == null ? "  " + what.error() : "");
    }

    void lost(String why) {
        if (!lost) {
            out.warn("%s  connection lost (%s); trying again", CLOCK.format(Instant.now()), why);
            notice("disconnected");
        }
        lost = true;
    }

    void again() {
        lost = false;
        out.note("%s  connected again", CLOCK.format(Instant.now()));
        notice("connected");
    }

    void dubious(Delivery delivery, String why) {
        out.warn("%s: its signature is not right: %s", delivery.event(), why);
    }

    void nothingCame() {
        out.warn("no event came in time");
    }

    void unrecorded(String delivery, String why) {
        out.warn("%s: its answer could not be recorded: %s", delivery, why);
    }

    /** What is dubious about the filter, so that nobody waits for events that it never lets through. */
    void filterChecked(JsonNode answer) {
        for (JsonNode diagnostic : answer.path("diagnostics")) {
            if (!diagnostic.path("severity").asString("").equals("error")) {
                out.warn("--filter: %s", diagnostic.path("message").asString(""));
            }
        }
    }

    void unreported() {
        out.warn("the server does not know of the last answers, for it cannot be reached");
    }

    private void notice(String what) {
        if (out.isJson()) {
            out.json(named(what, json.createObjectNode()));
        }
    }

    private ObjectNode named(String what, ObjectNode members) {
        ObjectNode line = json.createObjectNode().put("type", what);
        line.setAll(members);
        return line;
    }
}
