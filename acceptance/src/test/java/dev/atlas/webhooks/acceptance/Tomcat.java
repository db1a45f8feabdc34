package dev.atlas.webhooks.acceptance;

import dev.atlas.webhooks.embedded.ForkedProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** Tomcat from its distribution, with a CATALINA_BASE of its own; database and mail Session come from its context.xml. */
record Tomcat(Path base, ForkedProcess process, URI address) implements Container {
    private static final Pattern PORT = Pattern.compile("Starting ProtocolHandler \\[\"http-nio-\\S*-(\\d+)\"]");
    private static final Pattern STARTED = Pattern.compile("(Server startup) in");

    /** @param distribution the folder below {@link Surroundings#containers()} that holds the unpacked distribution */
    static Tomcat start(String distribution, Surroundings surroundings) throws Exception {
        return start(distribution, surroundings, 0);
    }

    /** On this port, maybe where one ran before. */
    static Tomcat start(String distribution, Surroundings surroundings, int port) throws Exception {
        Path home = onlyFolder(Surroundings.containers().resolve(distribution));
        Path base = surroundings.folder().resolve("tomcat");
        for (String folder : new String[] {"conf", "logs", "temp", "work", "webapps"}) {
            Files.createDirectories(base.resolve(folder));
        }
        for (String file : new String[] {"catalina.properties", "logging.properties", "web.xml"}) {
            Files.copy(
                    home.resolve("conf").resolve(file),
                    base.resolve("conf").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        // System properties: the configuration files below name them.
        Properties properties = new Properties();
        properties.putAll(surroundings.properties());
        properties.put("http.port", Integer.toString(port));
        try (var out = Files.newBufferedWriter(base.resolve("conf/catalina.properties"), StandardOpenOption.APPEND)) {
            properties.store(out, null);
        }
        // As docs/operating.md tells who wants a line for every attempt.
        Files.writeString(
                base.resolve("conf/logging.properties"), "\natlas.attempts.level = FINE\n", StandardOpenOption.APPEND);
        Surroundings.copy("/tomcat/server.xml", base.resolve("conf/server.xml"));
        Surroundings.copy("/tomcat/context.xml", base.resolve("conf/context.xml"));
        Surroundings.copyLibrary(base.resolve("lib"));
        Container.dropWar(base.resolve("webapps/atlas.war"));

        ProcessBuilder builder =
                new ProcessBuilder("sh", home.resolve("bin/catalina.sh").toString(), "run");
        Map<String, String> environment = builder.environment();
        environment.put("CATALINA_HOME", home.toString());
        environment.put("CATALINA_BASE", base.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("CATALINA_OPTS", String.join(" ", OPTIONS));
        ForkedProcess process = ForkedProcess.start(builder, base.resolve("logs/console.txt"));
        String taken = process.awaitLine(PORT);
        process.awaitLine(STARTED);
        return new Tomcat(base, process, URI.create("http://127.0.0.1:" + taken + "/atlas/"));
    }

    private static Path onlyFolder(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Override
    public void deploy() throws IOException {
        Container.dropWar(base.resolve("webapps/atlas.war"));
    }

    @Override
    public void undeploy() throws IOException {
        Files.delete(base.resolve("webapps/atlas.war"));
    }
}
