package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.Atlas;
import dev.atlas.webhooks.cli.connection.Api;
import dev.atlas.webhooks.cli.output.Output;
import dev.atlas.webhooks.cli.output.Output.Column;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code atlas deliveries}: the log. */
@Command(
        name = "deliveries",
        description = "Shows the delivery log; retries and cancels.",
        footer = {
            "  atlas deliveries tail --endpoint ep_…",
            "  atlas deliveries list --status dead --output json | jq -r '.data[].id'",
            "  atlas deliveries retry dlv_…"
        })
public final class DeliveriesCommand {
    static final List<Column> ALL = Column.of(
            "id",
            "endpoint",
            "event",
            "event_type",
            "sequence",
            "status",
            "attempt_count",
            "next_attempt_at",
            "created_at",
            "delivered_at",
            "dead/reason",
            "dead/at",
            "replay");
    private static final List<Column> ROW =
            Column.of("id", "status", "event_type", "event", "endpoint", "sequence", "attempt_count", "created_at");
    private static final List<Column> ATTEMPT =
            Column.of("number", "started_at", "status_code", "error", "duration_ms", "remote_address");

    private final Atlas atlas;

    public DeliveriesCommand(Atlas atlas) {
        this.atlas = atlas;
    }

    /** Which deliveries. */
    static final class Search {
        @Option(names = "--endpoint", paramLabel = "ENDPOINT", description = "To this endpoint.")
        private String endpoint = "";

        @Option(names = "--event", paramLabel = "EVENT", description = "Of this event.")
        private String event = "";

        @Option(names = "--status", description = "pending, held, delivered, dead or cancelled.")
        private String status = "";

        @Option(names = "--code", paramLabel = "STATUS", description = "Last answered with this HTTP status.")
        private String code = "";

        @Option(names = "--since", paramLabel = "TIME", description = "Made since then; ISO-8601.")
        private String since = "";

        @Option(names = "--until", paramLabel = "TIME", description = "Made before then; ISO-8601.")
        private String until = "";

        String[] parameters(String sinceIfNotGiven) {
            return new String[] {
                "endpoint",
                endpoint,
                "event",
                event,
                "status",
                status,
                "code",
                code,
                "since",
                since.isEmpty() ? sinceIfNotGiven : since,
                "until",
                until
            };
        }
    }

    /** The newest deliveries. */
    @Command(description = "Lists deliveries, the newest first.")
    void list(@Mixin Page page, @Mixin Search search) {
        atlas.output().page(atlas.api().get("deliveries", page.with(search.parameters(""))), ROW);
    }

    /** One delivery. */
    @Command(description = "Shows a delivery with its attempts.")
    void get(@Parameters(paramLabel = "DELIVERY") String id) {
        Output out = atlas.output();
        JsonNode delivery = atlas.api().get("deliveries/" + Api.segment(id), Map.of());
        out.object(delivery, ALL);
        if (!out.isJson()) {
            out.line("");
            out.page(atlas.json().createObjectNode().set("data", delivery.path("attempts")), ATTEMPT);
        }
    }

    @Command(description = "Attempts a delivery again, now.")
    void retry(@Parameters(paramLabel = "DELIVERY") String id) {
        atlas.output().object(atlas.api().post("deliveries/" + Api.segment(id) + "/retry"), ALL);
    }

    @Command(description = "Gives an unfinished delivery up.")
    void cancel(@Parameters(paramLabel = "DELIVERY") String id) {
        atlas.output().object(atlas.api().post("deliveries/" + Api.segment(id) + "/cancel"), ALL);
    }

    /** Goes on until it is stopped. */
    @Command(description = "Shows deliveries as they come and change, until Ctrl-C.")
    void tail(@Mixin Search search) throws InterruptedException {
        new Tail(atlas.api(), atlas.output(), search.parameters(Instant.now().toString())).run();
    }
}
