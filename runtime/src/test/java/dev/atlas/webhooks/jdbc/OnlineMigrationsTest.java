package dev.atlas.webhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What comes after the first release changes tables that may be large and that publishers write into meanwhile. So each
 * statement demands of the server not to rebuild a table and not to lock anyone out, and the server refuses what it cannot do so.
 */
@DatabaseTest
class OnlineMigrationsTest {
    private static final String FIRST_RELEASE = "019";
    private static final String FOLDER = "dev/atlas/webhooks/sql/";

    private final TestDatabase database;

    OnlineMigrationsTest(TestDatabase database) {
        this.database = database;
        Migrations.migrate(database.dataSource());
    }

    @Test
    void everyStatementAfterTheFirstReleaseIsOnline() {
        MigrationInfo[] scripts = Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:" + FOLDER)
                .load()
                .info()
                .all();
        assertThat(scripts).hasSizeGreaterThanOrEqualTo(Integer.parseInt(FIRST_RELEASE));
        assertThat(Arrays.stream(scripts)
                        .filter(script -> script.getVersion().isNewerThan(FIRST_RELEASE))
                        .flatMap(script -> statements(script.getScript())))
                .allMatch(OnlineMigrationsTest::isOnline);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE atlas_event ADD COLUMN colour INT NULL, ALGORITHM=INSTANT",
                "ALTER TABLE atlas_delivery ADD COLUMN colour INT NOT NULL DEFAULT 0, ALGORITHM=INSTANT",
                "ALTER TABLE atlas_attempt ADD KEY by_start (workspace_id, started_at), ALGORITHM=INPLACE, LOCK=NONE",
                "ALTER TABLE atlas_queue DROP KEY of_event, ALGORITHM=INPLACE, LOCK=NONE",
                "CREATE TABLE atlas_colour (workspace_id BIGINT NOT NULL PRIMARY KEY)",
            })
    void theServerTakesWhatIsOnline(String statement) {
        assertThat(isOnline(statement)).isTrue();
        new Database(database.dataSource()).read(handle -> handle.execute(statement));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE atlas_delivery MODIFY sequence INT NOT NULL, ALGORITHM=INPLACE, LOCK=NONE",
                "ALTER TABLE atlas_attempt PARTITION BY RANGE (attempt_id) (PARTITION pmax VALUES LESS THAN MAXVALUE),"
                        + " ALGORITHM=INPLACE, LOCK=NONE",
            })
    void theServerRefusesWhatIsNot(String statement) {
        Database server = new Database(database.dataSource());
        assertThatThrownBy(() -> server.read(handle -> handle.execute(statement)))
                .hasMessageMatching("(?s).*(not supported|SQL syntax).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE atlas_event ADD COLUMN colour INT NULL",
                "ALTER TABLE atlas_event ADD KEY by_type (type), ALGORITHM=INPLACE",
                "ALTER TABLE atlas_delivery DROP PRIMARY KEY, ALGORITHM=COPY",
                "CREATE INDEX by_type ON atlas_event (type)",
                "UPDATE atlas_delivery SET colour = 1",
                "DELETE FROM atlas_event WHERE type = 'x'",
                "INSERT INTO atlas_queue SELECT * FROM atlas_delivery",
            })
    void aStatementThatDemandsNothingOrReadsWholeTablesIsFound(String statement) {
        assertThat(isOnline(statement)).isFalse();
    }

    private static Stream<String> statements(String script) {
        try (InputStream file = Objects.requireNonNull(
                OnlineMigrationsTest.class.getClassLoader().getResourceAsStream(FOLDER + script))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--.*", "");
            return List.of(text.split(";", -1)).stream().map(String::strip).filter(statement -> !statement.isEmpty());
        } catch (IOException e) {
            throw new IllegalStateException("Script " + script + " cannot be read", e);
        }
    }

    /** Old rows are changed by a worker, piece by piece, not by a script. */
    private static boolean isOnline(String statement) {
        String words = statement.replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        boolean changesRows = words.matches("(UPDATE|DELETE|REPLACE) .*|INSERT .*\\bSELECT\\b.*");
        boolean changesTable = words.matches("(ALTER|CREATE (UNIQUE )?INDEX|DROP INDEX|OPTIMIZE|RENAME) .*");
        return !changesRows && (!changesTable || words.matches(".*, ALGORITHM=(INSTANT|INPLACE, LOCK=NONE)"));
    }
}
