package dev.atlas.webhooks.benchmarks.load;

import com.sun.net.httpserver.HttpServer;
import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.CreatedEndpoint;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.Role;
import dev.atlas.webhooks.config.AtlasConfig;
import dev.atlas.webhooks.config.ContainerResources;
import dev.atlas.webhooks.config.Settings;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.pipeline.AtlasRuntime;
import dev.atlas.webhooks.pipeline.HostResources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The database alone, in a process of its own: the real engine with a sender that answers at once, so nothing but the
 * database and the engine's work for it holds it back.
 *
 * <p>Arguments: JDBC URL, user, password, number of lanes, endpoints for each lane, number of endpoints that hang. {@code
 * GET /report} tells how much was delivered.
 */
public final class EngineAlone {
    /** The one workspace. */
    public static final WorkspaceId WORKSPACE = new WorkspaceId(WorkspaceId.STEP);

    private static final Actor ACTOR = new Actor(WORKSPACE, "ada@example.com", Role.OWNER);

    private EngineAlone() {}

    public static void main(String[] args) throws IOException {
        InstantSender sender = new InstantSender(InstantSource.system());
        AtlasRuntime runtime = start(config(args[0], args[1], args[2]), sender);
        int lanes = Integer.parseInt(args[3]);
        int fanOut = Integer.parseInt(args[4]);
        for (int i = 0; i < lanes * fanOut; i++) {
            create(runtime, "/" + i, i / fanOut);
        }
        for (int i = 0; i < Integer.parseInt(args[5]); i++) {
            create(runtime, InstantSender.HANGS, -1);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/report", exchange -> {
            byte[] report = "%d 0 0".formatted(sender.answered()).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, report.length);
            exchange.getResponseBody().write(report);
            exchange.close();
        });
        server.start();
        System.out.println(
                "The engine listens at http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** What an engine with that database is told. */
    public static AtlasConfig config(String url, String user, String password) {
        Map<String, String> settings = Map.of(
                "atlas.db.url",
                url,
                "atlas.db.user",
                user,
                "atlas.db.password",
                password,
                "atlas.master-key",
                Base64.getEncoder().encodeToString(new byte[32]),
                "atlas.bootstrap.workspace",
                "Load",
                "atlas.network.allow",
                "127.0.0.0/8");
        return AtlasConfig.read(Settings.of(settings, Map.of(), List.of()), ContainerResources.none());
    }

    /** Starts an engine in this process whose requests are answered at once. */
    public static AtlasRuntime start(AtlasConfig config) {
        return start(config, new InstantSender(InstantSource.system()));
    }

    private static AtlasRuntime start(AtlasConfig config, InstantSender sender) {
        HostResources host = new HostResources(
                jndi -> {
                    throw new IllegalStateException("there is no container");
                },
                jndi -> jndi,
                new SimpleMeterRegistry(),
                InstantSource.system());
        return AtlasRuntime.start(config, host, sender);
    }

    private static void create(AtlasRuntime runtime, String path, int lane) {
        EndpointInput input = new EndpointInput(
                "http://127.0.0.1:9" + path, null, null, null, "deal.lane = " + lane, null, null, null, null, null);
        Result<CreatedEndpoint> created = runtime.services().endpoints().create(ACTOR, input);
        if (!(created instanceof Result.Ok<CreatedEndpoint>)) {
            throw new IllegalStateException("the endpoint was not taken: " + created);
        }
    }
}
