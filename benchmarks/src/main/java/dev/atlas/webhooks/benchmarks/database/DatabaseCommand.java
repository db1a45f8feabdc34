package dev.atlas.webhooks.benchmarks.database;

import dev.atlas.webhooks.embedded.DatabaseServer;
import dev.atlas.webhooks.embedded.MariaDbServer;
import dev.atlas.webhooks.embedded.ServerFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures route, claim and settlement on a real MariaDB with durable commits. */
@Command(
        name = "database",
        description = "The database alone: route, claim, settle; durable commits; nothing goes over a network.",
        mixinStandardHelpOptions = true)
public final class DatabaseCommand implements Callable<Integer> {
    @Option(names = "--events", defaultValue = "100000", description = "events of 1 KB (default: ${DEFAULT-VALUE})")
    int events;

    @Option(names = "--endpoints", defaultValue = "100", description = "endpoints (default: ${DEFAULT-VALUE})")
    int endpoints;

    @Option(names = "--fan-out", defaultValue = "1", description = "endpoints that get each event (default: 1)")
    int fanOut;

    @Option(
            names = "--backlog",
            split = ",",
            defaultValue = "0",
            description =
                    "so many deliveries wait for one more endpoint that hangs; several numbers are measured in turn")
    List<Integer> backlogs = List.of();

    @Option(names = "--rounds", defaultValue = "3", description = "rounds (default: ${DEFAULT-VALUE})")
    int rounds;

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory("atlas-database-alone");
        Path binaries = Path.of(System.getProperty("java.io.tmpdir"), "atlas-embedded");
        try (DatabaseServer server = MariaDbServer.start(new ServerFolders(binaries, home), DatabaseCommand::say)) {
            System.out.printf(
                    "%-6s %9s %12s %12s %12s %12s %12s%n",
                    "round", "backlog", "deliveries/s", "db CPU us", "app CPU us", "redo bytes", "statements");
            for (int round = 1; round <= rounds; round++) {
                for (int backlog : backlogs) {
                    DatabaseAlone.Load load = new DatabaseAlone.Load(events, endpoints, fanOut, backlog);
                    DatabaseAlone.Figures figures = DatabaseAlone.measure(server, load);
                    System.out.printf(
                            "%-6d %9d %12.0f %12.0f %12.0f %12.0f %12.3f%n",
                            round,
                            backlog,
                            figures.perSecond(),
                            figures.databaseMicros(),
                            figures.appMicros(),
                            figures.redoBytes(),
                            figures.statements());
                }
            }
        } finally {
            delete(home);
        }
        return 0;
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
