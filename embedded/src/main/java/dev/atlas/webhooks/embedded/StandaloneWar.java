package dev.atlas.webhooks.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code java -jar atlas-webhooks.war} in a process of its own, on a free port of 127.0.0.1.
 *
 * @param address of the product; ends with a slash
 */
public record StandaloneWar(ForkedProcess process, URI address) implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Atlas Webhooks is ready at (http\\S+)");

    /** For a short life on a busy machine. */
    public static final List<String> SHORT_LIVED = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    /**
     * Returns when it takes requests.
     *
     * @param folder for its log and its temporary files
     * @param options of the JVM
     * @param settings become system properties
     */
    public static StandaloneWar start(Path war, Path folder, List<String> options, Map<String, String> settings)
            throws Exception {
        return start(war, folder, List.of(), options, settings);
    }

    /** Likewise, by another program that runs the rest of its command line in its place, such as {@code env}. */
    public static StandaloneWar start(
            Path war, Path folder, List<String> launcher, List<String> options, Map<String, String> settings)
            throws Exception {
        return ready(fork(war, folder, 0, launcher, options, settings));
    }

    /** Likewise on a port of the caller's; 0 for any. */
    public static StandaloneWar start(
            Path war, Path folder, int port, List<String> options, Map<String, String> settings) throws Exception {
        return ready(fork(war, folder, port, List.of(), options, settings));
    }

    private static StandaloneWar ready(ForkedProcess process) throws Exception {
        return new StandaloneWar(process, URI.create(process.awaitLine(READY)));
    }

    private static ForkedProcess fork(
            Path war, Path folder, int port, List<String> launcher, List<String> options, Map<String, String> settings)
            throws IOException {
        Path work = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(ForkedProcess.java().toString(), "-Djava.io.tmpdir=" + work));
        command.addAll(options);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", war.toString(), "--port", Integer.toString(port)));
        return ForkedProcess.start(new ProcessBuilder(command), folder.resolve("console.txt"));
    }

    @Override
    public void close() {
        process.close();
    }
}
