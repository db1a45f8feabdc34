package dev.atlas.webhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DatabaseTest
class JdbcRowsTest {
    private static final String INTO = "INSERT INTO rows_of_text (id, text, bytes, flag)";
    private static final String[] PIECES = {
        "'",
        "''",
        "\\",
        "\\'",
        "\"",
        "`",
        ";",
        "--",
        "/*",
        "#",
        "?",
        "{d '1'}",
        "{fn now()}",
        "\0",
        "\n",
        "\u001a",
        "%",
        "é",
        "\u5927",
        "\ud83d\ude00",
        "\u00a5",
        "\ufffd",
        "a",
        "Z",
        " ",
        "X'00'",
        ":name",
        "<name>",
        "${x}"
    };

    private static Handle open(TestDatabase database, String mode) {
        Handle handle = Jdbi.open(database.dataSource());
        handle.execute("SET SESSION sql_mode = '" + mode + "'");
        handle.execute(
                """
                CREATE TEMPORARY TABLE rows_of_text (id BIGINT PRIMARY KEY, text LONGTEXT, bytes LONGBLOB, flag BOOLEAN)
                CHARACTER SET utf8mb4 COLLATE utf8mb4_bin""");
        return handle;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NO_BACKSLASH_ESCAPES", "ANSI_QUOTES,STRICT_ALL_TABLES", "ANSI"})
    void everyTextComesBackAsItWasInEveryModeOfTheServer(String mode, TestDatabase database) {
        Random random = new Random(mode.hashCode());
        List<String> texts = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String text = text(random);
            texts.add(text);
            rows.add(new Row((long) i, text, text.getBytes(StandardCharsets.UTF_8), i % 2 == 0));
        }
        try (Handle handle = open(database, mode)) {
            JdbcRows.insert(handle, INTO, rows);

            assertThat(handle.createQuery("SELECT text FROM rows_of_text ORDER BY id")
                            .mapTo(String.class)
                            .list())
                    .isEqualTo(texts);
            assertThat(handle.createQuery("SELECT bytes FROM rows_of_text ORDER BY id")
                            .map((row, context) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                            .list())
                    .isEqualTo(texts);
        }
    }

    @Test
    void nothingAndWhatIsThereAlreadyAreWrittenAsTold(TestDatabase database) {
        try (Handle handle = open(database, "")) {
            JdbcRows.insert(
                    handle, INTO, List.of(new Row(1L, null, null, null), new Row(2, "it's", new byte[0], true)));
            JdbcRows.insert(
                    handle,
                    INTO,
                    "ON DUPLICATE KEY UPDATE text = CONCAT(COALESCE(text, 'none'), VALUES(text))",
                    List.of(new Row(1L, "!", null, false), new Row(2L, "?", null, false)));

            assertThat(handle.createQuery("SELECT text FROM rows_of_text ORDER BY id")
                            .mapTo(String.class)
                            .list())
                    .containsExactly("none!", "it's?");
            assertThat(handle.createQuery("SELECT COUNT(*) FROM rows_of_text WHERE bytes IS NULL")
                            .mapTo(int.class)
                            .one())
                    .isEqualTo(1);
        }
    }
}
