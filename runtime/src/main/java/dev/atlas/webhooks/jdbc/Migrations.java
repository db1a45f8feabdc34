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
    }
}
