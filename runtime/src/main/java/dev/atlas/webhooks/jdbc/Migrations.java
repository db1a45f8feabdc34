package dev.atlas.webhooks.jdbc;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema of a database to this version's, with the numbered scripts of module {@code sql}. */
public final class Migrations {
    private static final String SCRIPTS = "classpath:dev/atlas/webhooks/sql";

    private Migrations() {}

    /**
     * Applies what is missing. Safe when several nodes start at once, and beside an application's own tables and Flyway
     * history.
     *
     * @throws org.flywaydb.core.api.FlywayException when a script fails or the schema is newer than this program
     */
    public static void migrate(DataSource dataSource) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations(SCRIPTS)
                .table("atlas_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        restoreOutbox(new Database(dataSource));
    }

    /**
     * MySQL 8.0.15 leaves the default of a primary key's column out of its dumps. An outbox that was restored from one takes no
     * plain INSERT until it has that default again. Only then is the table changed, which waits for whoever publishes.
     */
    private static void restoreOutbox(Database database) {
        boolean lost = database.read(tx -> tx.select(
                        """
                        SELECT COUNT(*) FROM information_schema.columns
                         WHERE table_schema = DATABASE() AND table_name = 'atlas_outbox' AND column_name = 'id'
                           AND column_default IS NULL AND extra NOT LIKE '%DEFAULT_GENERATED%'""")
                .mapTo(Boolean.class)
                .one());
        if (lost) {
            database.read(
                    tx -> tx.execute(
                            """
                    ALTER TABLE atlas_outbox
                      ALTER COLUMN id SET DEFAULT (UUID_SHORT() & 9223372036854775807), ALGORITHM = INSTANT"""));
        }
    }
}
