package dev.atlas.webhooks.retention;

import dev.atlas.webhooks.jdbc.Database;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The partitions of tables. The last one, {@code pmax}, is for whatever comes after all others, so that no insert ever
 * fails for want of a partition.
 */
final class JdbcPartitions {
    private static final String REST = "pmax";

    /** A partition: it holds what is less than the bound and not in an earlier one. */
    record Partition(String name, long bound) {}

    private JdbcPartitions() {}

    /** The partitions with a bound, in their order. */
    static List<Partition> list(Handle handle, String table) {
        return handle.select(
                        """
                        SELECT partition_name, partition_description FROM information_schema.partitions
                         WHERE table_schema = DATABASE() AND table_name = ? AND partition_name <> ?
                         ORDER BY partition_ordinal_position""",
                        table,
                        REST)
                .map((row, context) -> new Partition(row.getString(1), row.getLong(2)))
                .list();
    }

    /** Adds partitions after all others; false when the table is in use. */
    static boolean add(Database database, String table, List<Partition> partitions) {
        String added = partitions.stream()
                .map(partition -> "PARTITION %s VALUES LESS THAN (%d), ".formatted(partition.name(), partition.bound()))
                .collect(Collectors.joining());
        return JdbcTableChange.made(
                database,
                "ALTER TABLE %s REORGANIZE PARTITION %s INTO (%sPARTITION %s VALUES LESS THAN MAXVALUE)"
                        .formatted(table, REST, added, REST));
    }

    /** Drops partitions with all that is in them; false when the table is in use. */
    static boolean drop(Database database, String table, List<Partition> partitions) {
        return JdbcTableChange.made(
                database,
                "ALTER TABLE %s DROP PARTITION %s"
                        .formatted(
                                table, partitions.stream().map(Partition::name).collect(Collectors.joining(", "))));
    }
}
