package dev.atlas.webhooks.benchmarks.filters;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.CreatedEndpoint;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.Role;
import dev.atlas.webhooks.benchmarks.load.EngineAlone;
import dev.atlas.webhooks.benchmarks.site.JdbcDatabase;
import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.config.AtlasConfig;
import dev.atlas.webhooks.endpoint.SecretCipher;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.pipeline.AtlasRuntime;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** When a changed filter counts, the database's part included, and what routing takes while filters change all the time. */
@Command(
        name = "changes",
        description = "Changes filters on a real MariaDB; measures when they count and how routing goes on meanwhile.",
        mixinStandardHelpOptions = true)
public final class ChangesCommand implements Callable<Integer> {

    private static final Actor ACTOR = new Actor(EngineAlone.WORKSPACE, "ada@example.com", Role.OWNER);
    private static final int WARM_UP = 1_000;

    @Option(names = "--rules", split = ",", defaultValue = "10,10000", description = "in one workspace")
    private List<Integer> rules = List.of();

    @Option(names = "--changes", defaultValue = "300", description = "(default: ${DEFAULT-VALUE})")
    private int changes;

    @Option(names = "--folder", defaultValue = "benchmarks/target/changes", description = "for data and logs")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Exception {
        System.out.println("| rules | what | median ms | p99 ms | slowest ms |");
        System.out.println("|---|---|---|---|---|");
        for (int count : rules) {
            try (Site site = Site.start(folder, Path.of(""), Map.of())) {
                measure(site.anotherDatabase(), count);
            }
        }
        return 0;
    }

    private void measure(JdbcDatabase database, int count) throws InterruptedException {
        List<String> filters = new Crm(1)
                .rules(count + changes + WARM_UP, true).stream()
                        .map(CrmRule::atlas)
                        .toList();
        database.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0");
        AtlasConfig config = EngineAlone.config(
                database.url(), database.server().user(), database.server().password());
        try (AtlasRuntime runtime = EngineAlone.start(config)) {
            List<EndpointId> endpoints = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                endpoints.add(create(runtime, i, filters.get(i)));
            }
            database.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            List<byte[]> events =
                    new Crm(2).events(1_000).stream().map(CrmEvent::bytes).toList();
            RoutingUnderChange routing = new RoutingUnderChange(
                    database, EngineAlone.WORKSPACE, new SecretCipher(config.masterKeys(), new SecureRandom()), events);
            Random choice = new Random(3);
            print(count, "routing of an event, nothing changes", routing.routed(() -> Thread.sleep(3_000)));
            print(
                    count,
                    "changed filter, from its commit until an event is routed by it",
                    changes(runtime, routing, endpoints, filters, choice));
            long[][] live = new long[1][];
            long[] routed = routing.routed(() -> live[0] = changes(runtime, routing, endpoints, filters, choice));
            print(count, "the same while another thread routes without pause", live[0]);
            print(count, "routing of an event while filters change all the time", routed);
        }
    }

    /** Nanoseconds from each change's commit until an event has been routed by it. */
    private long[] changes(
            AtlasRuntime runtime,
            RoutingUnderChange routing,
            List<EndpointId> endpoints,
            List<String> filters,
            Random choice) {
        long[] live = new long[changes];
        for (int i = -WARM_UP; i < changes; i++) {
            change(runtime, endpoints.get(choice.nextInt(endpoints.size())), filters.get(filters.size() - changes + i));
            long nanos = routing.catchUp();
            live[Math.max(i, 0)] = nanos;
        }
        return live;
    }

    private static EndpointId create(AtlasRuntime runtime, int number, String filter) {
        EndpointInput input = new EndpointInput(
                "http://127.0.0.1:9/" + number, null, null, null, filter, null, null, null, null, null);
        if (runtime.services().endpoints().create(ACTOR, input) instanceof Result.Ok<CreatedEndpoint> created) {
            return created.value().view().endpoint().id();
        }
        throw new IllegalStateException("the endpoint was not taken");
    }

    private static void change(AtlasRuntime runtime, EndpointId endpoint, String filter) {
        EndpointInput input = new EndpointInput(null, null, null, null, filter, null, null, null, null, null);
        if (!(runtime.services().endpoints().update(ACTOR, endpoint, input) instanceof Result.Ok<?>)) {
            throw new IllegalStateException("the change was not taken");
        }
    }

    private static void print(int count, String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "| %,d | %s | %.2f | %.2f | %.2f |%n",
                count,
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }
}
