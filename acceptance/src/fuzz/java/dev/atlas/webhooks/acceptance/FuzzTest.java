package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemathesis against the server as it is shipped. Usually its two phases that try the same every time; with
 * {@code -Datlas.fuzz.seconds=300} also inputs by chance, for so long.
 */
@DatabaseTest
class FuzzTest {
    private static final String ALWAYS_THE_SAME = "60";

    @Test
    void noAnswerIsAFaultOrOtherThanTheDocumentSays(TestDatabase database, @TempDir Path folder) throws Exception {
        String seconds = System.getProperty("atlas.fuzz.seconds", "");
        try (MailCatcher mails = MailCatcher.start();
                Standalone server = Standalone.start(new Surroundings(folder, database, mails))) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of("fuzz").toAbsolutePath().toString(),
                    server.address().toString(),
                    AtlasClient.KEY));
            command.addAll(
                    seconds.isEmpty()
                            ? List.of(ALWAYS_THE_SAME, "--phases", "examples,coverage")
                            : List.of(seconds, "--phases", "examples,coverage,fuzzing"));
            Path report = folder.resolve("report.txt");
            Process fuzzer = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(report.toFile())
                    .start();

            assertThat(fuzzer.waitFor()).as(() -> read(report)).isZero();
            assertThat(server.process().log().lines()).noneMatch(line -> line.contains("SEVERE"));
        }
    }

    private static String read(Path report) {
        try {
            return Files.readString(report);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
