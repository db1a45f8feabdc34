package dev.atlas.webhooks.benchmarks.log;

import dev.atlas.webhooks.benchmarks.site.Api;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;

/** Pages of every list, over HTTP. */
record LogPages(URI node, Api api) {
    private static final PrintStream LOG = System.out;
    private static final int RUNS = 15;
    private static final int FAR = 20;

    void measure() throws Exception {
        String endpoint = api.get(node, "dead-letters?limit=1")
                .path("data")
                .path(0)
                .path("endpoint")
                .asString();
        JsonNode some = api.get(node, "deliveries?limit=1").path("data").path(0);
        Instant middle = Instant.now().minus(Duration.ofDays(LogCommand.DAYS / 2));
        String hour = "since=" + middle + "&until=" + middle.plus(Duration.ofHours(1));
        LOG.printf("| page of 50 over HTTP | median | slowest of %d | items |%n|---|---|---|---|%n", RUNS);
        lists(
                "deliveries",
                "",
                "endpoint=" + endpoint,
                "status=delivered",
                "status=dead",
                "status=cancelled",
                "endpoint=" + endpoint + "&status=dead",
                "endpoint=" + endpoint + "&status=held",
                "code=422",
                "code=503",
                "endpoint=" + endpoint + "&code=422",
                "endpoint=" + endpoint + "&code=503",
                "status=dead&code=503",
                hour,
                "until=" + middle,
                hour + "&code=422",
                hour + "&code=503",
                hour + "&status=dead",
                "endpoint=" + endpoint + "&" + hour,
                "endpoint=" + endpoint + "&" + hour + "&code=422",
                "event=" + some.path("event").asString());
        lists(
                "events",
                "",
                "type=deal.updated",
                "type=deal.*",
                "type=nobody.publishes",
                "tag=enterprise",
                "tag=none",
                "q=" + text("\"value\":4711,"),
                "q=nowhere",
                "type=deal.updated&q=nowhere",
                "type=deal.updated&tag=enterprise",
                hour,
                "until=" + middle,
                hour + "&type=deal.updated&tag=none",
                hour + "&q=nowhere");
        lists("dead-letters", "", "endpoint=" + endpoint);
        lists(
                "audit-log",
                "",
                "actor=m7@crm.example",
                "actor=nobody@crm.example",
                "action=endpoint.deleted",
                "subject=dlv_4711",
                hour,
                "actor=nobody@crm.example&" + hour);
        lists("alerts", "", "status=failed", "status=waiting", "kind=paused", "endpoint=" + endpoint);
        lists("replays", "");
        one("endpoints/" + endpoint + "/events?after_sequence=50000");
        one("deliveries/" + some.path("id").asString());
        one("events/" + some.path("event").asString());
        one("dead-letters/groups");
        for (String window : new String[] {"1h", "24h", "7d", "30d"}) {
            one("stats?window=" + window);
        }
        previews(endpoint, middle);
    }

    private void lists(String path, String... searches) throws Exception {
        for (String search : searches) {
            String list = path + "?" + search;
            time(list + ", first page", () -> api.get(node, list));
            String next = "";
            for (int page = 0; page < FAR; page++) {
                JsonNode cursor = api.get(node, list + next).path("next");
                if (!cursor.isString()) {
                    next = "";
                    break;
                }
                next = "&after=" + text(cursor.asString());
            }
            if (!next.isEmpty()) {
                String far = list + next;
                time(list + ", page " + (FAR + 1), () -> api.get(node, far));
            }
        }
    }

    private void one(String path) throws Exception {
        time(path, () -> api.get(node, path));
    }

    private void previews(String endpoint, Instant middle) throws Exception {
        Map<String, Object> wide = Map.of("status", "delivered", "since", middle.toString(), "dry_run", true);
        for (Map<String, Object> wish : List.<Map<String, Object>>of(
                wide,
                with(wide, "endpoint", endpoint),
                with(wide, "code", 503),
                with(wide, "filter", "deal.value > 99990"),
                Map.of("dead_letters", true, "dry_run", true),
                Map.of("missed", true, "endpoint", endpoint, "since", middle.toString(), "dry_run", true))) {
            time("dry run of a replay: " + wish.keySet(), () -> api.post(node, "replays", wish));
        }
    }

    private static Map<String, Object> with(Map<String, Object> wish, String name, Object value) {
        Map<String, Object> more = new TreeMap<>(wish);
        more.put(name, value);
        return more;
    }

    private static void time(String name, Callable<JsonNode> work) throws Exception {
        long[] millis = new long[RUNS];
        int items = 0;
        try {
            for (int run = 0; run < RUNS; run++) {
                long begun = System.nanoTime();
                JsonNode answer = work.call();
                millis[run] = (System.nanoTime() - begun) / 1_000_000;
                items = answer.path("data").size();
            }
        } catch (IOException e) {
            LOG.printf("| %s | | | %s |%n", name, e.getMessage());
            return;
        }
        Arrays.sort(millis);
        String brief =
                name.replaceAll("(since=2|until=2|ep_|evt_|dlv_)[^&,]*", "$1…").replace("=2…", "=…");
        LOG.printf("| %s | %,d ms | %,d ms | %d |%n", brief, millis[RUNS / 2], millis[RUNS - 1], items);
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
