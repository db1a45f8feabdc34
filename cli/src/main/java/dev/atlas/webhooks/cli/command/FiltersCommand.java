package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.Atlas;
import dev.atlas.webhooks.cli.Exit;
import dev.atlas.webhooks.cli.connection.UsageException;
import dev.atlas.webhooks.cli.output.Output;
import dev.atlas.webhooks.cli.output.Output.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code atlas filters}. */
@Command(
        name = "filters",
        description = "Checks, explains and tries filters; exit code 1 means invalid, or no match.",
        footer = {
            "  atlas filters check 'deal.value > 10000 and tag:enterprise' --events 'deal.*'",
            "  atlas filters explain 'deal.value > 10000' --event evt_…",
            "  atlas filters backtest 'deal.value > 10000' --days 30 --live 'deal.value > 5000'"
        })
public final class FiltersCommand {
    private static final List<Column> BACKTEST = Column.of("events", "matched", "per_day", "admitted_missing");
    private static final List<Column> AGAINST_LIVE = Column.of("gained", "lost");
    private static final List<Column> SAMPLE = Column.of("id", "type", "why");

    private final Atlas atlas;

    public FiltersCommand(Atlas atlas) {
        this.atlas = atlas;
    }

    /** Is it valid, and what is dubious about it? */
    @Command(description = "Checks a filter, with the place of each problem and what would mend it.")
    int check(
            @Parameters(paramLabel = "FILTER") String filter,
            @Option(names = "--events", split = ",", paramLabel = "TYPE", description = "Event types it is for.")
                    @Nullable
                    List<String> types) {
        ObjectNode body = body(filter);
        if (types != null) {
            ArrayNode array = body.putArray("event_types");
            types.forEach(array::add);
        }
        JsonNode answer = atlas.api().post("filters/check", body);
        Output out = atlas.output();
        boolean valid = answer.path("valid").asBoolean();
        if (out.isJson()) {
            out.json(answer);
            return valid ? Exit.OK : Exit.FAILED;
        }
        for (JsonNode diagnostic : answer.path("diagnostics")) {
            show(out, filter, diagnostic);
        }
        if (valid) {
            out.line("%s", answer.path("formatted").asString(filter));
        }
        return valid ? Exit.OK : Exit.FAILED;
    }

    private static void show(Output out, String filter, JsonNode diagnostic) {
        boolean error = diagnostic.path("severity").asString("").equals("error");
        int line = diagnostic.path("line").asInt(1);
        int column = diagnostic.path("column").asInt(1);
        out.line(
                (error ? "@|red error|@" : "@|yellow warning|@") + " %d:%d %s",
                line,
                column,
                diagnostic.path("message").asString(""));
        String text = filter.lines().skip(line - 1L).findFirst().orElse("");
        int width = diagnostic.path("end").asInt() - diagnostic.path("start").asInt();
        out.line("  %s", text);
        out.line(
                "  %s@|bold %s|@",
                " ".repeat(Math.max(0, column - 1)),
                "^".repeat(Math.max(1, Math.min(width, text.length() - column + 1))));
        for (JsonNode fix : diagnostic.path("fixes")) {
            out.line("  @|faint fix:|@ %s", fix.path("title").asString(""));
        }
    }

    /** Why does an event pass, or not? */
    @Command(description = "Explains why an event passes a filter or not, condition by condition.")
    int explain(
            @Parameters(paramLabel = "FILTER") String filter,
            @Option(names = "--event", paramLabel = "EVENT", description = "A stored event's id.", defaultValue = "")
                    String eventId,
            @Option(
                            names = "--data",
                            paramLabel = "JSON",
                            description = "An event as it is published; @FILE reads a file, - standard input.",
                            defaultValue = "")
                    String data) {
        if (eventId.isEmpty() == data.isEmpty()) {
            throw new UsageException("give either --event evt_… or --data '{\"type\":…,\"data\":{…}}'");
        }
        ObjectNode body = body(filter);
        if (data.isEmpty()) {
            body.put("event_id", eventId);
        } else {
            body.set("event", new JsonArgument(atlas.json()).object("--data", data));
        }
        JsonNode answer = atlas.api().post("filters/explain", body);
        Output out = atlas.output();
        boolean match = answer.path("result").asString("").equals("match");
        if (out.isJson()) {
            out.json(answer);
        } else {
            out.line(
                    match ? "@|green match|@: %s" : "@|red no match|@: %s",
                    answer.path("sentence").asString(""));
            tree(out, answer.path("tree"), 1);
        }
        return match ? Exit.OK : Exit.FAILED;
    }

    private static void tree(Output out, JsonNode node, int depth) {
        boolean result = node.path("result").asBoolean();
        String why = node.path("why").asString("");
        out.line(
                "%s" + (result ? "@|green ✓|@" : "@|red ✗|@") + " %s@|faint %s|@",
                "  ".repeat(depth),
                node.path("text").asString(""),
                why.isEmpty() ? "" : "  " + why);
        for (JsonNode child : node.path("children")) {
            tree(out, child, depth + 1);
        }
    }

    /** What would it have done? */
    @Command(description = "Tries a filter on past events.")
    void backtest(
            @Parameters(paramLabel = "FILTER") String filter,
            @Option(names = "--days", paramLabel = "N", description = "How far back, 1 to 30.", defaultValue = "7")
                    int days,
            @Option(
                            names = "--live",
                            paramLabel = "FILTER",
                            description = "The filter that it would replace, to show what is gained and lost.",
                            defaultValue = "")
                    String live) {
        ObjectNode body = body(filter).put("days", days);
        if (!live.isEmpty()) {
            body.put("live_filter", live);
        }
        JsonNode answer = atlas.api().post("filters/backtest", body);
        Output out = atlas.output();
        out.object(answer, BACKTEST);
        if (out.isJson()) {
            return;
        }
        if (!live.isEmpty()) {
            out.object(answer, AGAINST_LIVE);
        }
        List<String> shown = live.isEmpty()
                ? List.of("samples", "near_misses")
                : List.of("samples", "near_misses", "gained_samples", "lost_samples");
        for (String samples : shown) {
            if (!answer.path(samples).isEmpty()) {
                out.line("");
                out.line("@|bold %s|@", samples.replace('_', ' '));
                ObjectNode page = atlas.json().createObjectNode();
                page.set("data", answer.path(samples));
                out.page(page, SAMPLE);
            }
        }
    }

    private ObjectNode body(String filter) {
        return atlas.json().createObjectNode().put("filter", filter);
    }
}
