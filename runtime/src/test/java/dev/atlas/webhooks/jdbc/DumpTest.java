package dev.atlas.webhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a dump must say of the schema, so that it can be restored, on the other server too. */
@DatabaseTest
class DumpTest {
    private static final String PUBLISH =
            "INSERT INTO atlas_outbox (workspace_id, payload) VALUES (1024, '{\"type\":\"deal.created\",\"data\":{}}')";

    private final TestDatabase database;
    private final Handle handle;

    DumpTest(TestDatabase database) {
        this.database = database;
        Migrations.migrate(database.dataSource());
        handle = Jdbi.open(database.dataSource());
    }

    @AfterEach
    void close() {
        handle.close();
    }

    @Test
    void everyDefaultIsWrittenSoThatTheOtherServerCanReadIt() {
        List<String> tables = handle.createQuery(
                        """
                        SELECT table_name FROM information_schema.tables
                         WHERE table_schema = DATABASE() AND table_name LIKE 'atlas%'""")
                .mapTo(String.class)
                .list();
        assertThat(tables).hasSizeGreaterThan(30).allSatisfy(table -> {
            String definition = handle.createQuery("SHOW CREATE TABLE " + table)
                    .map((row, context) -> row.getString(2))
                    .one();
            // A constant, CURRENT_TIMESTAMP, or an expression in parentheses.
            assertThat(definition.replaceAll(
                            "(?i) DEFAULT (NULL|'[^']*'|-?\\d+|CURRENT_TIMESTAMP|current_timestamp\\(\\)|\\()", ""))
                    .as(table)
                    .doesNotContainPattern("(?i) DEFAULT (?!CHARSET)");
        });
    }

    @Test
    void publishersFindTheTimeAndAnIdInTheOutbox() {
        long before = System.currentTimeMillis();
        handle.execute(PUBLISH);
        handle.execute(PUBLISH);

        assertThat(handle.createQuery("SELECT published_at FROM atlas_outbox")
                        .mapTo(Long.class)
                        .list())
                .allSatisfy(at -> assertThat(at).isBetween(before - 60_000, before + 60_000));
        assertThat(handle.createQuery("SELECT id FROM atlas_outbox")
                        .mapTo(Long.class)
                        .list())
                .doesNotHaveDuplicates()
                .allMatch(id -> id > 0);
    }

    @Test
    void anOutboxWhoseDumpHadNoDefaultForTheIdTakesPlainInsertsAfterTheNextStart() {
        handle.execute("ALTER TABLE atlas_outbox ALTER COLUMN id DROP DEFAULT");
        assertThatThrownBy(() -> handle.execute(PUBLISH)).hasMessageContaining("default value");

        Migrations.migrate(database.dataSource());
        assertThat(handle.execute(PUBLISH)).isEqualTo(1);
    }
}
