package dev.atlas.webhooks.embedded;

import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * A real database server in a process of its own, which listens on 127.0.0.1 only.
 *
 * <p>A committed transaction survives the end of any process, {@link #kill()} included, but not a power cut: the server
 * leaves the flush to the operating system. Safe for use by several threads.
 */
public interface DatabaseServer extends AutoCloseable {

    /** Name and version, such as {@code MariaDB 11.4.5}. */
    String title();

    int port();

    /** The account that may do everything, from 127.0.0.1. */
    String user();

    /** Made at random when the server object was made; changes with each {@code start}, stays over {@link #restart()}. */
    String password();

    /** The log of the running server; it begins anew at every start. */
    Path log();

    /** The address for MySQL Connector/J, which speaks to MySQL and to MariaDB. The database need not exist yet. */
    String jdbcUrl(String database);

    /** Connections without a pool. */
    DataSource dataSource(String database);

    /**
     * Makes an empty database (utf8mb4).
     *
     * @throws ServerException when it exists already, or the name is not made of letters, digits and underscores
     */
    void createDatabase(String name);

    boolean isRunning();

    /** Ends the process as {@code kill -9} does, in the midst of whatever it is doing. */
    void kill();

    /** Stops the process where it is, so that it keeps silent (POSIX only). */
    void freeze();

    /** Lets it run on. */
    void thaw();

    /**
     * Stops the server if it runs, and starts it again with the same data, port and password.
     *
     * @throws ServerException when it does not come up
     */
    void restart();

    /** Stops the server cleanly and gives its folder free. Does nothing the second time. */
    @Override
    void close();
}
