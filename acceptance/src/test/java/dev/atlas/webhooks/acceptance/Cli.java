package dev.atlas.webhooks.acceptance;

import dev.atlas.webhooks.embedded.ForkedProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command {@code atlas} as it is packaged, for the server under test. */
final class Cli {
    private static final Pattern SESSION = Pattern.compile("\"type\":\"session\".*\"endpoint\":\"(ep_\\w+)\"");

    private Cli() {}

    /** A listener; returns when its session has begun. */
    static Listener listen(Path folder, URI server, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("webhooks", "listen", "-o", "json"));
        arguments.addAll(List.of(options));
        ForkedProcess process = run(folder, server, arguments.toArray(String[]::new));
        return new Listener(process, process.awaitLine(SESSION));
    }

    /** A listener that runs. */
    record Listener(ForkedProcess process, String endpoint) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    static ForkedProcess run(Path folder, URI server, String... arguments) throws IOException {
        Path jar = Path.of(System.getProperty("atlas.acceptance.cli")).toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                ForkedProcess.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "--server",
                server.toString(),
                "--api-key",
                AtlasClient.KEY));
        command.addAll(List.of(arguments));
        return ForkedProcess.start(new ProcessBuilder(command), folder.resolve("cli-" + arguments[1] + ".txt"));
    }
}
