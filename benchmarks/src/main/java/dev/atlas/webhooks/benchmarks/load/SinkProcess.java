package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.embedded.ForkedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The {@link Sink} as seen from the benchmark. */
record SinkProcess(ForkedProcess process, URI address, HttpClient http) implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("The sink listens at (http\\S+)");

    /** What came since the last restart; times in milliseconds. */
    record Report(long count, long bytes, double p50, double p99, double p999, long cpuMicros) {}

    static SinkProcess start(Path folder) throws Exception {
        ForkedProcess process = ForkedProcess.start(
                new ProcessBuilder(
                        ForkedProcess.java().toString(),
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sink.class.getName()),
                folder.resolve("sink.txt"));
        return new SinkProcess(process, URI.create(process.awaitLine(READY)), HttpClient.newHttpClient());
    }

    Report report() throws IOException, InterruptedException {
        return get("/report");
    }

    /** Begins to count anew. */
    Report restart() throws IOException, InterruptedException {
        return get("/restart");
    }

    private Report get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        String[] words = http.send(request, BodyHandlers.ofString()).body().split(" ", -1);
        return new Report(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]),
                Long.parseLong(words[5]));
    }

    @Override
    public void close() {
        process.close();
    }
}
