package dev.atlas.webhooks.acceptance;

import dev.atlas.webhooks.embedded.ForkedProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Jetty from its distribution, with a jetty.base of its own; database and mail Session come from webapps/atlas.xml. */
record Jetty(Path base, ForkedProcess process, URI address) implements Container {
    private static final Pattern PORT = Pattern.compile("Started \\S*ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)}");
    private static final Pattern STARTED = Pattern.compile("(Started) \\S*Server@");

    static Jetty start(Surroundings surroundings) throws Exception {
        return start(surroundings, 0);
    }

    /** On this port, maybe where one ran before. */
    static Jetty start(Surroundings surroundings, int port) throws Exception {
        Path home;
        try (var entries = Files.list(Surroundings.containers().resolve("jetty12"))) {
            home = entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Path base = surroundings.folder().resolve("jetty");
        for (String folder : new String[] {"start.d", "logs", "work", "webapps"}) {
            Files.createDirectories(base.resolve(folder));
        }
        Files.writeString(
                base.resolve("start.d/atlas.ini"),
                """
                --modules=http,ee10-deploy,ee10-plus,ee10-jndi,ext,ee10-ext
                """);
        Surroundings.copyLibrary(base.resolve("lib/ee10/ext"));
        Jetty starting = new Jetty(base, fork(home, base, surroundings, port), URI.create("http://127.0.0.1/"));
        starting.deploy();
        String taken = starting.process.awaitLine(PORT);
        starting.process.awaitLine(STARTED);
        return new Jetty(base, starting.process, URI.create("http://127.0.0.1:" + taken + "/atlas/"));
    }

    private static ForkedProcess fork(Path home, Path base, Surroundings surroundings, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(ForkedProcess.java().toString()));
        command.addAll(OPTIONS);
        surroundings.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-Djetty.base=" + base,
                "-jar",
                home.resolve("start.jar").toString(),
                "jetty.http.host=127.0.0.1",
                "jetty.http.port=" + port,
                "jetty.deploy.scanInterval=1"));
        return ForkedProcess.start(
                new ProcessBuilder(command).directory(base.toFile()), base.resolve("logs/console.txt"));
    }

    @Override
    public void deploy() throws IOException {
        Container.dropWar(base.resolve("webapps/atlas.war"));
        Surroundings.copy("/jetty/atlas.xml", base.resolve("webapps/atlas.xml"));
    }

    @Override
    public void undeploy() throws IOException {
        Files.delete(base.resolve("webapps/atlas.xml"));
        Files.delete(base.resolve("webapps/atlas.war"));
    }
}
