package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.Api;
import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.embedded.StandaloneWar;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Events as large as they may be, to many endpoints at once, some of which hang: no memory may run out. */
@Command(
        name = "large",
        description =
                "Events of 256 KiB to 50 endpoints, some of which hang, with a small heap; ends with 1 when the memory"
                        + " runs out or something is missing.",
        mixinStandardHelpOptions = true)
public final class LargeCommand implements Callable<Integer> {
    /** A little below what an event may have. */
    private static final int CHARACTERS = 256 * 1024 - 200;

    private static final int BATCH = 40;

    @Option(names = "--events", defaultValue = "400", description = "one half is published by SQL, one over HTTP")
    private int events;

    @Option(names = "--endpoints", defaultValue = "50", description = "each gets every event")
    private int endpoints;

    @Option(names = "--hanging", defaultValue = "10", description = "how many of them hang until the others are done")
    private int hanging;

    @Option(names = "--minutes", defaultValue = "15", description = "how long it may take")
    private int minutes;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws Exception {
        Map<String, String> settings =
                Map.of("atlas.retry.offsets", "1s,3s,6s,10s,20s,40s,60s,90s,150s,300s,600s,900s");
        try (Site site = server.startSite(settings);
                LargeReceiver receiver = new LargeReceiver();
                StandaloneWar node = server.startNode(site)) {
            long start = System.nanoTime();
            Api api = new Api();
            for (int i = 0; i < endpoints; i++) {
                String path = (i < hanging ? LargeReceiver.HANGS : "/quick/") + i;
                api.createEndpoint(
                        node.address(), Map.of("url", receiver.url(path).toString()));
            }
            publish(site, api, node);
            System.out.printf("published after %.0f s%n", seconds(start));
            boolean complete = await(receiver, node, start, (endpoints - hanging) * events);
            System.out.printf("%,d deliveries after %.0f s%n", receiver.answered(), seconds(start));
            receiver.answerAll();
            complete &= await(receiver, node, start, endpoints * events);
            boolean ranOut = node.process().log().contains("OutOfMemoryError");
            System.out.printf(
                    "%,d of %,d deliveries after %.0f s, memory %s; most the server had: %s%n",
                    receiver.answered(),
                    endpoints * events,
                    seconds(start),
                    ranOut ? "ran out" : "did not run out",
                    node.process().mostMemory());
            return complete && !ranOut ? 0 : 1;
        }
    }

    private void publish(Site site, Api api, StandaloneWar node)
            throws IOException, InterruptedException, SQLException {
        try (Connection connection = site.database().connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO atlas_outbox (workspace_id, payload) VALUES (?, ?)")) {
            for (int i = 0; i < events / 2; i++) {
                insert.setLong(1, WorkspaceId.STEP);
                insert.setString(2, event(i));
                insert.executeUpdate();
            }
        }
        for (int i = events / 2; i < events; i += BATCH) {
            int count = Math.min(BATCH, events - i);
            api.postText(
                    node.address(), "events/batch", "[" + String.join(",", Collections.nCopies(count, event(i))) + "]");
        }
    }

    private static String event(int number) {
        return "{\"type\":\"deal.created\",\"data\":{\"deal\":{\"value\":%d,\"text\":\"%s\"}}}"
                .formatted(number, "é'".repeat(CHARACTERS / 3));
    }

    private boolean await(LargeReceiver receiver, StandaloneWar node, long start, int deliveries)
            throws IOException, InterruptedException {
        while (receiver.answered() < deliveries) {
            if (seconds(start) > Duration.ofMinutes(minutes).toSeconds()
                    || node.process().log().contains("OutOfMemoryError")) {
                return false;
            }
            Pauses.of(Duration.ofMillis(500));
        }
        return true;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
