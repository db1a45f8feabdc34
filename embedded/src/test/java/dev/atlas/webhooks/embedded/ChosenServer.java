package dev.atlas.webhooks.embedded;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Starts the server that this test run is about; as a program, keeps it until somebody kills the process. */
final class ChosenServer {
    private ChosenServer() {}

    static DatabaseServer start(Path home, Consumer<String> progress) {
        ServerFolders folders = new ServerFolders(Path.of(System.getProperty("atlas.embedded.dir")), home);
        return System.getProperty("atlas.test.database").equals("mysql")
                ? MySqlServer.start(folders, progress)
                : MariaDbServer.start(folders, progress);
    }

    public static void main(String[] arguments) {
        DatabaseServer server = start(Path.of(arguments[0]), line -> {});
        server.createDatabase("left_behind");
        System.out.println("ready");
        while (server.isRunning()) {
            LockSupport.park();
        }
    }
}
