package dev.atlas.webhooks.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DatabaseTest
class DatabaseServerTest {
    private final List<String> progress = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aFirstStartTellsItsStepsAndEndsWithAnEmptyDatabase() throws SQLException {
        try (DatabaseServer server = ChosenServer.start(folder.resolve("home"), progress::add)) {
            server.createDatabase("crm");
            assertThat(rows(server, "crm", "SHOW TABLES")).isEmpty();
            assertThat(progress)
                    .anyMatch(line -> line.startsWith("Creating the data of " + server.title()))
                    .anyMatch(line -> line.equals("Starting " + server.title() + " ..."));
        }
    }

    @Test
    void itsTemporaryTablesAreOutOfTheReachOfOtherServers() throws SQLException {
        Path home = folder.resolve("home");
        try (DatabaseServer server = ChosenServer.start(home, progress::add)) {
            assertThat(rows(server, "", "SELECT @@tmpdir"))
                    .containsExactly(home.resolve("tmp").toString());
        }
    }

    @Test
    void dataOutlivesACleanStopAndTheNextStartDoesNotCreateItAgain() throws SQLException {
        try (DatabaseServer server = ChosenServer.start(folder, progress::add)) {
            insertDeal(server);
        }
        progress.clear();
        try (DatabaseServer server = ChosenServer.start(folder, progress::add)) {
            assertThat(rows(server, "crm", "SELECT name FROM deal")).containsExactly("Größe ✓");
            assertThat(progress).containsExactly("Starting " + server.title() + " ...");
        }
    }

    @Test
    void aKilledServerRestartsOnTheSameAddressWithWhatWasCommitted() throws SQLException {
        try (DatabaseServer server = ChosenServer.start(folder, progress::add)) {
            String address = server.jdbcUrl("crm");
            insertDeal(server);
            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.restart();
            assertThat(server.jdbcUrl("crm")).isEqualTo(address);
            assertThat(rows(server, "crm", "SELECT name FROM deal")).containsExactly("Größe ✓");
        }
    }

    @Test
    void aServerLeftBehindByAKilledProcessIsStoppedAndItsDataIsTakenOver() throws Exception {
        Process owner = startOwner();
        long left = Long.parseLong(Files.readString(folder.resolve("server.pid")));
        owner.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(left)).isPresent();

        try (DatabaseServer server = ChosenServer.start(folder, progress::add)) {
            assertThat(ProcessHandle.of(left).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(rows(server, "", "SHOW DATABASES")).contains("left_behind");
            assertThat(progress.get(0)).contains("an earlier run left behind (process " + left + ")");
        }
    }

    @Test
    void aFolderInUseByAnotherProcessIsRefusedWithItsId() throws Exception {
        Process owner = startOwner();
        try {
            assertThatThrownBy(() -> ChosenServer.start(folder, progress::add))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("is in use by process " + owner.pid());
        } finally {
            owner.destroyForcibly().waitFor();
            ChosenServer.start(folder, progress::add).close();
        }
    }

    @Test
    void aFolderInUseByThisProcessIsRefusedAndStaysUsable() throws SQLException {
        try (DatabaseServer server = ChosenServer.start(folder, progress::add)) {
            assertThatThrownBy(() -> ChosenServer.start(folder, progress::add))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("in use");
            assertThat(rows(server, "", "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void aProcessIdThatNowBelongsToAnotherProgramIsLeftAlone() throws IOException {
        Files.writeString(
                folder.resolve("server.pid"),
                Long.toString(ProcessHandle.current().pid()));
        ChosenServer.start(folder, progress::add).close();
        assertThat(progress).noneMatch(line -> line.contains("left behind"));
    }

    @Test
    void aServerThatCannotStartFailsAtOnceWithTheEndOfItsLog() throws IOException {
        ChosenServer.start(folder, progress::add).close();
        Files.writeString(folder.resolve("data/ibdata1"), "this is no tablespace");
        assertThatThrownBy(() -> ChosenServer.start(folder, progress::add))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("ended while starting")
                .hasMessageContaining("Last lines of " + folder.toRealPath().resolve("server.log"))
                .hasMessageContaining("InnoDB");
    }

    @Test
    void nobodyGetsInWithoutThePassword(DatabaseServer server) {
        String url = server.jdbcUrl("");
        assertThatThrownBy(() -> DriverManager.getConnection(url, server.user(), "guess"))
                .hasMessageContaining("Access denied");
        assertThatThrownBy(() -> DriverManager.getConnection(url, "root", "")).isInstanceOf(SQLException.class);
        assertThat(server.toString()).doesNotContain(server.password());
    }

    @Test
    void itListensOnTheLoopbackAddressOnly(DatabaseServer server) throws IOException {
        for (InetAddress address : outsideAddresses()) {
            assertThatThrownBy(() -> new Socket(address, server.port()).close()).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aDatabaseNameThatIsNoNameIsRefused(DatabaseServer server) {
        assertThatThrownBy(() -> server.createDatabase("a; DROP"))
                .hasMessage("A database name is 1 to 64 letters, digits and underscores, not 'a; DROP'");
    }

    private Process startOwner() throws IOException {
        Process owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Datlas.embedded.dir=" + System.getProperty("atlas.embedded.dir"),
                        "-Datlas.test.database=" + System.getProperty("atlas.test.database"),
                        ChosenServer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = owner.inputReader();
        assertThat(output.readLine()).isEqualTo("ready");
        return owner;
    }

    private static void insertDeal(DatabaseServer server) throws SQLException {
        server.createDatabase("crm");
        try (Connection connection = server.dataSource("crm").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE deal (name VARCHAR(100))");
            statement.execute("INSERT INTO deal VALUES ('Größe ✓')");
        }
    }

    private static List<String> rows(DatabaseServer server, String database, String sql) throws SQLException {
        try (Connection connection = server.dataSource(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private static List<InetAddress> outsideAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
    }
}
