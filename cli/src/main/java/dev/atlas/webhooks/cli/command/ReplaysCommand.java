package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.Atlas;
import dev.atlas.webhooks.cli.connection.Api;
import dev.atlas.webhooks.cli.output.Output;
import dev.atlas.webhooks.cli.output.Output.Column;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code atlas replays}. */
@Command(
        name = "replays",
        description = "Sends deliveries again, many at once.",
        footer = {
            "  atlas replays create --endpoint ep_… --dead-letters --dry-run",
            "  atlas replays create --endpoint ep_… --since 2026-11-24T00:00:00Z --status dead --rate 10",
            "  atlas replays create --endpoint ep_… --missed --filter 'deal.value > 10000'"
        })
public final class ReplaysCommand {
    private static final List<Column> ALL = Column.of(
            "id",
            "endpoint",
            "status",
            "total",
            "done",
            "skipped",
            "count",
            "samples",
            "rate",
            "since",
            "until",
            "filter",
            "created_at",
            "finished_at");
    private static final List<Column> ROW =
            Column.of("id", "status", "endpoint", "done", "total", "rate", "created_by", "created_at");

    private final Atlas atlas;

    public ReplaysCommand(Atlas atlas) {
        this.atlas = atlas;
    }

    /** What is to be sent again. */
    static final class Selection {
        @Option(names = "--endpoint", paramLabel = "ENDPOINT", description = "To this endpoint; else to all.")
        private String endpoint = "";

        @Option(names = "--since", paramLabel = "TIME", description = "ISO-8601.")
        private String since = "";

        @Option(names = "--until", paramLabel = "TIME", description = "ISO-8601.")
        private String until = "";

        @Option(names = "--status", description = "delivered, dead or cancelled.")
        private String status = "";

        @Option(names = "--code", paramLabel = "STATUS", description = "Last answered with this HTTP status.")
        private @Nullable Integer code;

        @Option(names = "--cause", description = "Dead letters of this cause, as the groups name it.")
        private String cause = "";

        @Option(names = "--id", paramLabel = "DELIVERY", description = "These deliveries; may be repeated.")
        private List<String> ids = List.of();

        @Option(names = "--filter", description = "Only events for which this is true.")
        private String filter = "";

        @Option(names = "--dead-letters", description = "The dead letters.")
        private boolean deadLetters;

        @Option(names = "--missed", description = "Past events that match now and have no delivery.")
        private boolean missed;

        void into(ObjectNode body) {
            put(body, "endpoint", endpoint);
            put(body, "since", since);
            put(body, "until", until);
            put(body, "status", status);
            put(body, "cause", cause);
            put(body, "filter", filter);
            put(body, "dead_letters", deadLetters);
            put(body, "missed", missed);
            put(body, "code", code);
            if (!ids.isEmpty()) {
                ids.forEach(body.putArray("ids")::add);
            }
        }
    }

    @Command(description = "Starts a replay; with --dry-run it only counts.")
    void create(
            @Mixin Selection selection,
            @Option(names = "--rate", paramLabel = "N", description = "At most so many a second.") @Nullable
                    Integer rate,
            @Option(names = "--dry-run", description = "Count and show samples, send nothing.") boolean dryRun) {
        ObjectNode body = atlas.json().createObjectNode();
        selection.into(body);
        put(body, "dry_run", dryRun);
        put(body, "rate", rate);
        JsonNode answer = atlas.api().post("replays", body);
        Output out = atlas.output();
        out.object(answer, ALL);
    }

    @Command(description = "Lists replays, the newest first.")
    void list(@Mixin Page page) {
        JsonNode list = atlas.api().get("replays", page.with());
        atlas.output().page(list, ROW);
        for (JsonNode each : list.path("unreadable")) {
            atlas.output().note("%s", each.path("detail").asString(""));
        }
    }

    @Command(description = "Shows how far a replay is.")
    void get(@Parameters(paramLabel = "REPLAY") String id) {
        atlas.output().object(atlas.api().get("replays/" + Api.segment(id), Map.of()), ALL);
    }

    @Command(description = "Stops a replay for a while.")
    void pause(@Parameters(paramLabel = "REPLAY") String id) {
        atlas.output().object(atlas.api().post("replays/" + Api.segment(id) + "/pause"), ALL);
    }

    @Command(description = "Lets a paused replay go on where it stood.")
    void resume(@Parameters(paramLabel = "REPLAY") String id) {
        atlas.output().object(atlas.api().post("replays/" + Api.segment(id) + "/resume"), ALL);
    }

    @Command(description = "Stops a replay; what it has not sent yet is not sent.")
    void cancel(@Parameters(paramLabel = "REPLAY") String id) {
        atlas.output().object(atlas.api().post("replays/" + Api.segment(id) + "/cancel"), ALL);
    }

    private static void put(ObjectNode body, String name, String value) {
        if (!value.isEmpty()) {
            body.put(name, value);
        }
    }

    private static void put(ObjectNode body, String name, boolean value) {
        if (value) {
            body.put(name, true);
        }
    }

    private static void put(ObjectNode body, String name, @Nullable Integer value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
