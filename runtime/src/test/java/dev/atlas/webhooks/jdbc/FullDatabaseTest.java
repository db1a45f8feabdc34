package dev.atlas.webhooks.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways in which MySQL and MariaDB say that there is no room, and what people are told to do. */
@DatabaseTest
class FullDatabaseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    3    | Error writing file './atlas/t.MYD' (Errcode: 28 "No space left on device")
                    3    | Error writing file '/tmp/MY1' (OS errno 28 - No space left on device)
                    20   | Disk is full writing './binlog.000007' (OS errno 28 - No space left on device). Waiting for someone to free space...
                    1021 | Disk full (/tmp/#sql_1_0.MAI); waiting for someone to free some space... (errno: 28 "No space left on device")
                    1026 | Error writing file 'atlas_queue' (errno: 28 - No space left on device)
                    1030 | Got error 28 - 'No space left on device' from storage engine
                    1030 | Got error 28 "No space left on device" from storage engine InnoDB
                    1030 | Got error 122 "Disk quota exceeded" from storage engine Aria
                    1030 | Got error 27 "File too large" from storage engine InnoDB
                    1114 | The table 'atlas_event' is full
                    """)
    void aFullDiskIsToldAsSuchAndAsNoFaultOfWhatWasWritten(int code, String message) {
        RuntimeException failure = new StatementFailed("INSERT", new SQLException(message, "HY000", code));
        assertThat(Database.isInfrastructure(failure)).isTrue();
        assertThat(Database.advice(failure)).contains("the database's disk is full; give it room");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    1030 | Got error 168 - 'Unknown (generic) error from engine' from storage engine
                    1030 | Got error 5 "Input/output error" from storage engine InnoDB
                    1030 | Got error 128 "Out of memory in engine" from storage engine
                    """)
    void anythingElseOfTheStorageEngineSendsPeopleToItsLog(int code, String message) {
        RuntimeException failure = new StatementFailed("INSERT", new SQLException(message, "HY000", code));
        assertThat(Database.isInfrastructure(failure)).isTrue();
        assertThat(Database.advice(failure))
                .hasValueSatisfying(advice -> assertThat(advice).contains("storage engine", "error log", "disk"));
    }

    @Test
    void whatARealServerSaysOfAFullTableIsUnderstood(TestDatabase test) {
        Database database = new Database(test.dataSource());
        assertThatThrownBy(() -> database.inTransaction(tx -> {
                    tx.execute("SET SESSION max_heap_table_size = 16384");
                    tx.execute("CREATE TABLE small (word CHAR(100)) ENGINE = MEMORY");
                    for (int i = 0; i < 10_000; i++) {
                        tx.execute("INSERT INTO small VALUES ('word')");
                    }
                    return null;
                }))
                .satisfies(failure -> {
                    assertThat(Database.isInfrastructure(failure)).isTrue();
                    assertThat(Database.advice(failure)).contains("the database's disk is full; give it room");
                });
    }
}
