package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the examples of the language reference. */
class ReferenceTest {

    private static final Pattern CODE = Pattern.compile("``(.+?)``|`([^`]*)`");

    @Test
    void eachExampleMatchesTheFirstEventAndNotTheSecond() throws IOException {
        int examples = 0;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            List<String> cells = code(line);
            if (line.startsWith("| `") && cells.size() == 3) {
                examples++;
                assertThat(Samples.matches(cells.get(0), event(cells.get(1))))
                        .as(line)
                        .isTrue();
                assertThat(Samples.matches(cells.get(0), event(cells.get(2))))
                        .as(line)
                        .isFalse();
            }
        }
        assertThat(examples).isGreaterThan(45);
    }

    @Test
    void theTruthTableIsTrue() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        List<String> filters = lines.stream()
                .filter(line -> line.startsWith("| a test on"))
                .map(ReferenceTest::code)
                .findFirst()
                .orElseThrow();
        List<String> rows = lines.stream()
                .filter(line -> line.matches("\\| `\\{.*` \\| (true|false) .*"))
                .toList();
        assertThat(rows).hasSize(7);
        for (String row : rows) {
            String[] verdicts = row.split("\\|", -1);
            for (int i = 0; i < filters.size(); i++) {
                assertThat(Samples.matches(filters.get(i), event(code(row).get(0))))
                        .as("%s on %s", filters.get(i), row)
                        .isEqualTo(Boolean.parseBoolean(verdicts[i + 2].strip()));
            }
        }
    }

    private static EventView event(String json) {
        return json.contains("\"data\":") ? EventView.read(json) : Samples.event("deal.updated", List.of(), json, null);
    }

    private static List<String> code(String line) {
        List<String> cells = new ArrayList<>();
        Matcher code = CODE.matcher(line);
        while (code.find()) {
            cells.add(code.group(1) == null ? code.group(2) : code.group(1));
        }
        return cells;
    }
}
