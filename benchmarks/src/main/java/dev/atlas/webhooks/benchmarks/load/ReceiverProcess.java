package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.JdbcDatabase;
import dev.atlas.webhooks.embedded.ForkedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The {@link Sink}, or the {@link EngineAlone}, as seen from the benchmark. */
record ReceiverProcess(ForkedProcess process, URI address, HttpClient http) implements Receivers, AutoCloseable {
    private static final Pattern READY = Pattern.compile("The (?:sink|engine) listens at (http\\S+)");
    private static final Pattern SPACES = Pattern.compile(" ");

    static ReceiverProcess sink(Path folder) throws Exception {
        return start(List.of("-Xmx384m"), folder.resolve("sink.txt"), Sink.class, List.of());
    }

    /**
     * Starts an engine with that database, as large as the server's.
     *
     * @param fanOut how many endpoints want the events of each lane
     */
    static ReceiverProcess engine(Path folder, JdbcDatabase database, int lanes, int fanOut, int hanging)
            throws Exception {
        List<String> arguments = List.of(
                database.url(),
                database.server().user(),
                database.server().password(),
                Integer.toString(lanes),
                Integer.toString(fanOut),
                Integer.toString(hanging));
        return start(List.of("-Xmx512m"), folder.resolve("engine.txt"), EngineAlone.class, arguments);
    }

    private static ReceiverProcess start(List<String> options, Path log, Class<?> program, List<String> arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(ForkedProcess.java().toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        ForkedProcess process = ForkedProcess.start(new ProcessBuilder(command), log);
        return new ReceiverProcess(process, URI.create(process.awaitLine(READY)), HttpClient.newHttpClient());
    }

    @Override
    public Report report() throws IOException, InterruptedException {
        long[] numbers = get("/report");
        return new Report(numbers[0], numbers[1], numbers[2]);
    }

    /** How much of the past has come. */
    long replayed() throws IOException, InterruptedException {
        return get("/replayed")[0];
    }

    /** When the first of it came, in microseconds; 0 before. */
    long firstReplayed() throws IOException, InterruptedException {
        return get("/replayed")[1];
    }

    /** When each event was made and when it came, by turns; of those only that were not told yet. */
    long[] receipts() throws IOException, InterruptedException {
        return get("/receipts");
    }

    private long[] get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        String text = http.send(request, BodyHandlers.ofString()).body();
        return SPACES.splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
    }

    @Override
    public void close() {
        process.close();
    }
}
