package dev.atlas.webhooks.cli.listen;

import dev.atlas.webhooks.cli.Exit;
import dev.atlas.webhooks.cli.connection.Api;
import dev.atlas.webhooks.cli.connection.RefusedException;
import dev.atlas.webhooks.cli.connection.UnreachableException;
import dev.atlas.webhooks.cli.output.Output;
import dev.atlas.webhooks.verify.VerificationException;
import dev.atlas.webhooks.verify.Webhooks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One run of {@code atlas webhooks listen}: connects, forwards, reports, and connects again when it must. */
public final class Listening {
    private static final Duration FOREVER = Duration.ofDays(3650);
    private static final Duration REPORT = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LAST_PAUSE_MILLIS = 5_000;

    private final Api api;
    private final JsonMapper json;
    private final ListenOptions options;
    private final ListenLines lines;
    private final Reporter reporter;
    private final @Nullable URI target;
    private final @Nullable Forwarder forwarder;
    private final long end;
    private volatile @Nullable JsonNode session;
    private boolean anyNotTaken;
    private boolean anyForwarded;

    public Listening(Api api, JsonMapper json, Output output, ListenOptions options) {
        this.api = api;
        this.json = json;
        this.options = options;
        this.lines = new ListenLines(output, json);
        this.reporter = new Reporter(api, json, lines);
        this.target = options.target();
        List<Map.Entry<String, String>> headers = options.headers();
        this.forwarder = target == null ? null : new Forwarder(target, headers, options.skipVerify());
        Duration timeout = options.timeout();
        this.end = System.nanoTime() + (timeout == null ? FOREVER : timeout).toNanos();
    }

    /** Until it is stopped or has done what was asked; the exit code. */
    public int run() {
        if (options.printSecret()) {
            return printSecret();
        }
        checkFilter();
        Thread atCtrlC = new Thread(this::finish, "end of session");
        Runtime.getRuntime().addShutdownHook(atCtrlC);
        try {
            connectAgainAndAgain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            finishOnce(atCtrlC);
        }
        if (options.once() && !anyForwarded) {
            lines.nothingCame();
            return Exit.TIMEOUT;
        }
        return options.exitCode() && anyNotTaken ? Exit.NOT_TAKEN : Exit.OK;
    }

    private void checkFilter() {
        if (!options.filter().isEmpty()) {
            ObjectNode asked = json.createObjectNode().put("filter", options.filter());
            if (!options.events().isEmpty()) {
                asked.set("event_types", json.valueToTree(options.events().split(",")));
            }
            lines.filterChecked(api.post("filters/check", asked));
        }
    }

    /** However the run has ended; but for Ctrl-C, which does it itself. */
    private void finishOnce(Thread atCtrlC) {
        try {
            Runtime.getRuntime().removeShutdownHook(atCtrlC);
        } catch (IllegalStateException e) {
            return; // the hook is running
        }
        finish();
    }

    private int printSecret() {
        try (EventStream stream = open()) {
            EventStream.Message first = stream.next(REPORT);
            if (first != null && first.name().equals("session")) {
                lines.secret(json.readTree(first.data()));
                return Exit.OK;
            }
        } catch (IOException e) {
            throw new UnreachableException("the server has ended the connection: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnreachableException("the server did not begin a session");
    }

    private void connectAgainAndAgain() throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (left().toNanos() > 0) {
            try (EventStream stream = open()) {
                pause = FIRST_PAUSE_MILLIS;
                if (take(stream)) {
                    return;
                }
            } catch (UnreachableException | IOException e) {
                if (session == null) {
                    throw e instanceof UnreachableException never
                            ? never
                            : new UnreachableException("the server has ended the connection: " + e.getMessage());
                }
                lines.lost(String.valueOf(e.getMessage()));
                Thread.sleep(Math.min(pause, Math.max(1, left().toMillis())));
                pause = Math.min(pause * 2, LAST_PAUSE_MILLIS);
            }
        }
    }

    private EventStream open() {
        Map<String, String> parameters = new HashMap<>();
        JsonNode known = session;
        if (known != null) {
            parameters.put("session", known.path("session").asString(""));
        } else {
            parameters.put("name", options.session());
            parameters.put("event_types", options.events());
            parameters.put("filter", options.filter());
            parameters.put("forward_to", target == null ? "" : target.toString());
        }
        return new EventStream(api.stream("listen", parameters).body());
    }

    /** Takes what comes; true when it is time to end, the exception when the connection is lost. */
    private boolean take(EventStream stream) throws IOException, InterruptedException {
        while (true) {
            EventStream.Message message = stream.next(left());
            if (message == null) {
                return true;
            }
            JsonNode data = json.readTree(message.data());
            switch (message.name()) {
                case "session" -> began(data);
                case "delivery" -> {
                    handle(Delivery.of(data));
                    if (options.once() && anyForwarded) {
                        return true;
                    }
                }
                case "end" ->
                    throw new SessionEndedException(data.path("reason").asString(""));
                default -> {} // a later server may say more
            }
        }
    }

    private void began(JsonNode began) {
        if (session == null) {
            lines.ready(began, target);
        } else {
            lines.again();
        }
        session = began;
        reporter.session(began.path("session").asString(""));
    }

    private void handle(Delivery delivery) throws InterruptedException {
        if (reporter.isForwarded(delivery)) {
            return; // its report is under way
        }
        JsonNode known = session;
        long deadline = known == null ? 10_000 : known.path("timeout_ms").asLong(10_000);
        checkSignature(delivery, known == null ? "" : known.path("secret").asString(""));
        Forwarded forwarded = forwarder == null
                ? ListenLines.shown(delivery)
                : forwarder.forward(delivery, Duration.ofMillis(deadline));
        anyForwarded = true;
        anyNotTaken |= !forwarded.taken();
        reporter.report(forwarded);
        lines.forwarded(forwarded);
    }

    private void checkSignature(Delivery delivery, String secret) {
        for (Map.Entry<String, String> header : delivery.headers()) {
            if (header.getKey().equalsIgnoreCase(Webhooks.SIGNATURE_HEADER)) {
                try {
                    Webhooks.verify(delivery.body().getBytes(StandardCharsets.UTF_8), header.getValue(), secret);
                } catch (VerificationException e) {
                    lines.dubious(delivery, String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /** Reports what is left, and ends the session if it has no name. */
    private void finish() {
        JsonNode known = session;
        if (known == null) {
            return;
        }
        try {
            if (!reporter.await(REPORT)) {
                lines.unreported();
            }
            if (options.session().isEmpty()) {
                api.delete("endpoints/" + Api.segment(known.path("session").asString("")));
            }
        } catch (UnreachableException | RefusedException e) {
            // it ends by itself after a day
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
