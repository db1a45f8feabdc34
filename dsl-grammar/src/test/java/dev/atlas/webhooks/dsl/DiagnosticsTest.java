package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pins each message of the language. A golden file holds filters (behind {@code >}, with {@code ⏎} for a line break) and what
 * the language says to them, given {@link SampleCatalogue} and the event types behind {@code @}; after a wanted change copy the new text from {@code target/golden}.
 */
class DiagnosticsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/atlas/webhooks/dsl");

    @ParameterizedTest
    @ValueSource(strings = {"syntax-errors.txt", "warnings.txt"})
    void theMessagesAreTheOnesInTheGoldenFile(String file) throws IOException {
        String golden = Files.readString(GOLDEN.resolve(file));
        StringBuilder actual = new StringBuilder();
        Catalogue catalogue = file.equals("warnings.txt") ? SampleCatalogue.CRM : Catalogue.EMPTY;
        Set<String> types = Set.of();
        for (String line : golden.lines().toList()) {
            if (line.startsWith("> ")) {
                actual.append(line)
                        .append('\n')
                        .append(answer(line.substring(2).replace('⏎', '\n'), types, catalogue))
                        .append('\n');
            } else if (line.startsWith("@ ")) {
                types = Set.of(line.substring(2).split(" "));
                actual.append(line).append("\n\n");
            } else if (line.startsWith("## ")) {
                actual.append(line).append("\n\n");
            }
        }
        Path written = Files.createDirectories(Path.of("target/golden")).resolve(file);
        Files.writeString(written, actual);
        assertThat(actual.toString()).isEqualTo(golden);
    }

    private static String answer(String filter, Set<String> types, Catalogue catalogue) {
        CheckReport report = new FilterLanguage().check(filter, types, catalogue);
        StringBuilder answer = new StringBuilder();
        for (Diagnostic diagnostic : report.diagnostics()) {
            answer.append("%s %s %d:%d [%s] %s%n"
                    .formatted(
                            diagnostic.severity(),
                            diagnostic.code(),
                            diagnostic.line(),
                            diagnostic.column(),
                            filter.substring(diagnostic.start(), diagnostic.end()),
                            diagnostic.message()));
            for (Fix fix : diagnostic.fixes()) {
                answer.append("    %s: %s%n"
                        .formatted(fix.title(), fix.applyTo(filter).replace('\n', '⏎')));
            }
        }
        return answer.length() == 0 ? "fine: " + report.formatted().replace('\n', '⏎') + "\n" : answer.toString();
    }
}
