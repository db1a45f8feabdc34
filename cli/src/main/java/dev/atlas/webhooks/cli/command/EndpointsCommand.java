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

/** {@code atlas endpoints}. */
@Command(
        name = "endpoints",
        description = "Shows, makes and controls endpoints.",
        footer = {
            "  atlas endpoints create --url https://crm.example/hooks --events 'deal.*' --filter 'deal.value > 10000'",
            "  atlas endpoints pause ep_…"
        })
public final class EndpointsCommand {
    private static final List<Column> ROW =
            Column.of("id", "status", "url", "event_types", "filter", "waiting", "last_sequence");
    private static final List<Column> ALL = Column.of(
            "id",
            "url",
            "description",
            "status",
            "paused/reason",
            "owner_email",
            "event_types",
            "filter",
            "serialize",
            "signature",
            "headers",
            "rate_limit",
            "timeout_ms",
            "last_sequence",
            "waiting",
            "last_success_at",
            "last_error",
            "created_at",
            "secret");

    private final Atlas atlas;

    public EndpointsCommand(Atlas atlas) {
        this.atlas = atlas;
    }

    /** What may be chosen for an endpoint; what is not given stays as it is. */
    static final class Wish {
        @Option(names = "--url", description = "Where deliveries are sent.")
        private String url = "";

        @Option(
                names = "--events",
                split = ",",
                paramLabel = "TYPE",
                description = "Event types: exact, 'prefix.*' or '*'.")
        private List<String> events = List.of();

        @Option(names = "--filter", description = "Only events for which this is true.")
        private @Nullable String filter;

        @Option(names = "--description", description = "For people.")
        private @Nullable String description;

        @Option(names = "--owner-email", paramLabel = "ADDRESS", description = "Who is told when it fails.")
        private String ownerEmail = "";

        @Option(names = "--serialize", negatable = true, description = "One at a time, strictly in order.")
        private @Nullable Boolean serialize;

        @Option(names = "--signature", paramLabel = "MODE", description = "atlas or standard-webhooks.")
        private String signature = "";

        @Option(
                names = "--rate-limit",
                paramLabel = "N",
                description = "At most so many attempts a second on each node.")
        private @Nullable Integer rateLimit;

        @Option(names = "--timeout-ms", paramLabel = "MS", description = "Deadline of an attempt.")
        private @Nullable Integer timeout;

        @Option(names = "--header", paramLabel = "NAME=VALUE", description = "A header of its own; repeatable.")
        private Map<String, String> headers = Map.of();

        ObjectNode body(ObjectNode body) {
            text(body, "url", url);
            text(body, "owner_email", ownerEmail);
            text(body, "signature", signature);
            if (filter != null) {
                body.put("filter", filter);
            }
            if (description != null) {
                body.put("description", description);
            }
            if (serialize != null) {
                body.put("serialize", serialize);
            }
            if (rateLimit != null) {
                body.put("rate_limit", rateLimit);
            }
            if (timeout != null) {
                body.put("timeout_ms", timeout);
            }
            if (!events.isEmpty()) {
                ArrayNode types = body.putArray("event_types");
                events.forEach(types::add);
            }
            if (!headers.isEmpty()) {
                ObjectNode object = body.putObject("headers");
                headers.forEach(object::put);
            }
            return body;
        }

        private static void text(ObjectNode body, String name, String value) {
            if (!value.isEmpty()) {
                body.put(name, value);
            }
        }
    }

    @Command(description = "Lists endpoints.")
    void list(@Mixin Page page) {
        JsonNode list = atlas.api().get("endpoints", page.with());
        atlas.output().page(list, ROW);
        for (JsonNode each : list.path("unreadable")) {
            atlas.output()
                    .note(
                            "%s is sent nothing: %s",
                            each.path("id").asString(""), each.path("detail").asString(""));
        }
    }

    @Command(description = "Shows an endpoint.")
    void get(@Parameters(paramLabel = "ENDPOINT") String id) {
        show(atlas.api().get(path(id), Map.of()));
    }

    @Command(description = "Makes an endpoint; its secret is in the answer.")
    void create(@Mixin Wish wish) {
        show(atlas.api().post("endpoints", wish.body(atlas.json().createObjectNode())));
    }

    @Command(description = "Changes what is given of an endpoint.")
    void update(@Parameters(paramLabel = "ENDPOINT") String id, @Mixin Wish wish) {
        show(atlas.api().patch(path(id), wish.body(atlas.json().createObjectNode())));
    }

    @Command(description = "Deletes an endpoint; its log stays.")
    void delete(@Parameters(paramLabel = "ENDPOINT") String id) {
        atlas.api().delete(path(id));
        atlas.output().note("%s is deleted", id);
    }

    @Command(description = "Stops attempts; new deliveries are held.")
    void pause(@Parameters(paramLabel = "ENDPOINT") String id) {
        show(atlas.api().post(path(id) + "/pause"));
    }

    @Command(description = "Goes on after a pause: one probe, then the rest in order.")
    void resume(@Parameters(paramLabel = "ENDPOINT") String id) {
        show(atlas.api().post(path(id) + "/resume"));
    }

    @Command(description = "Switches an endpoint off.")
    void disable(@Parameters(paramLabel = "ENDPOINT") String id) {
        show(atlas.api().post(path(id) + "/disable"));
    }

    @Command(description = "Switches an endpoint on again.")
    void enable(@Parameters(paramLabel = "ENDPOINT") String id) {
        show(atlas.api().post(path(id) + "/enable"));
    }

    @Command(description = "Sends a sample event to this endpoint alone.")
    void test(@Parameters(paramLabel = "ENDPOINT") String id) {
        atlas.output().object(atlas.api().post(path(id) + "/test"), DeliveriesCommand.ALL);
    }

    @Command(description = "Shows an endpoint's signing secret.")
    void secret(@Parameters(paramLabel = "ENDPOINT") String id) {
        atlas.output().object(atlas.api().get(path(id) + "/secret", Map.of()), Column.of("secret", "previous"));
    }

    @Command(name = "rotate-secret", description = "Makes a new secret; the old one stays valid for 24 hours.")
    void rotateSecret(@Parameters(paramLabel = "ENDPOINT") String id) {
        atlas.output().object(atlas.api().post(path(id) + "/rotate-secret"), Column.of("secret", "previous"));
    }

    private void show(JsonNode endpoint) {
        atlas.output().object(endpoint, ALL);
    }

    private static String path(String id) {
        return "endpoints/" + Api.segment(id);
    }
}
