package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.Atlas;
import dev.atlas.webhooks.cli.connection.Api;
import dev.atlas.webhooks.cli.output.Output.Column;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code atlas events}. */
@Command(
        name = "events",
        description = "Publishes and shows events.",
        footer = {
            "  atlas events trigger deal.updated --set deal.value=20000 --set deal.tags='[\"emea\"]'",
            "  atlas events trigger crm.imported --data @event.json",
            "  atlas events list --type 'deal.updated' --output json"
        })
public final class EventsCommand {
    private static final List<Column> ROW = Column.of("id", "type", "accepted_at", "tags");

    private final Atlas atlas;

    public EventsCommand(Atlas atlas) {
        this.atlas = atlas;
    }

    /** Publishes a sample. */
    @Command(
            description = {
                "Publishes an event of this type: the catalogue's sample, with changes.",
                "A value of --set is JSON, or else a text: --set deal.value=20000 --set deal.name='Big one'."
            },
            footer = {
                "  atlas events trigger deal.created",
                "  atlas events trigger deal.updated --set deal.value=20000 --previous deal.value=9000 --tag q4"
            })
    void trigger(
            @Parameters(paramLabel = "TYPE", description = "For example deal.updated.") String type,
            @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Sets a member of data; repeatable.")
                    List<String> sets,
            @Option(names = "--previous", paramLabel = "PATH=VALUE", description = "Sets an earlier value; repeatable.")
                    List<String> previous,
            @Option(names = "--tag", paramLabel = "TAG", description = "Adds a tag; repeatable.") List<String> tags,
            @Option(
                            names = "--data",
                            paramLabel = "JSON",
                            description = "The data instead of the sample's; @FILE reads a file, - standard input.",
                            defaultValue = "")
                    String data,
            @Option(names = "--id", description = "The event's own id, which makes it repeatable.", defaultValue = "")
                    String id) {
        Api api = atlas.api();
        ObjectNode event;
        if (data.isEmpty()) {
            JsonNode known = api.get("event-types/" + Api.segment(type), Map.of());
            event = (ObjectNode) known.required("sample");
        } else {
            event = atlas.json().createObjectNode();
            event.set("data", new JsonArgument(atlas.json()).object("--data", data));
        }
        event.put("type", type);
        Edits edits = new Edits(atlas.json());
        given(sets).forEach(edit -> edits.apply(event, "data", edit));
        given(previous).forEach(edit -> edits.apply(event, "previous", edit));
        if (!given(tags).isEmpty()) {
            ArrayNode array = event.putArray("tags");
            given(tags).forEach(array::add);
        }
        if (!id.isEmpty()) {
            event.put("id", id);
        }
        JsonNode answer = api.post("events", event);
        atlas.output().object(answer, Column.of("id"));
    }

    /** The newest events. */
    @Command(description = "Lists events, the newest first.")
    void list(
            @Mixin Page page,
            @Option(names = "--type", description = "Of this type.", defaultValue = "") String type,
            @Option(names = "--tag", description = "With this tag.", defaultValue = "") String tag,
            @Option(names = "--since", paramLabel = "TIME", description = "ISO-8601.", defaultValue = "") String since,
            @Option(names = "--until", paramLabel = "TIME", description = "ISO-8601.", defaultValue = "")
                    String until) {
        JsonNode events =
                atlas.api().get("events", page.with("type", type, "tag", tag, "since", since, "until", until));
        atlas.output().page(events, ROW);
    }

    /** One event. */
    @Command(description = "Shows an event, and what became of it at each endpoint.")
    void get(@Parameters(paramLabel = "EVENT") String id) {
        JsonNode event = atlas.api().get("events/" + Api.segment(id), Map.of());
        atlas.output().object(event, Column.of("id", "type", "accepted_at", "tags", "data", "previous"));
        if (!atlas.output().isJson()) {
            ObjectNode decisions = atlas.json().createObjectNode();
            decisions.set("data", event.path("decisions"));
            atlas.output().line("");
            atlas.output().page(decisions, Column.of("endpoint", "decision", "sequence", "delivery"));
        }
    }

    /** picocli gives null for a list that is not there. */
    private static List<String> given(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
