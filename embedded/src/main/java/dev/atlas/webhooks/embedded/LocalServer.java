package dev.atlas.webhooks.embedded;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A database server as seen from the JVM that started it. */
final class LocalServer implements DatabaseServer {
    private static final String HOST = "127.0.0.1";
    private static final String USER = "atlas";
    private static final int PORT_CHOICES = 3;

    private final ServerSoftware software;
    private final HomeFolder home;
    private final ServerProcess process;
    private final String password;
    private int port;

    private LocalServer(ServerSoftware software, HomeFolder home, ServerProcess process) {
        this.software = software;
        this.home = home;
        this.process = process;
        this.password = randomPassword();
    }

    static LocalServer start(ServerSoftware software, ServerFolders folders, Consumer<String> progress) {
        Path base = Unpacked.of(software, folders.binaries(), progress);
        HomeFolder home = HomeFolder.take(folders.home(), progress);
        return start(software, base, home, progress);
    }

    /** Takes over {@code home}, also when it fails. */
    static LocalServer start(ServerSoftware software, Path base, HomeFolder home, Consumer<String> progress) {
        try {
            ServerProcess process = new ServerProcess(software, base, home);
            if (!Files.isDirectory(home.data())) {
                progress.accept("Creating the data of " + software.title() + " in " + home.data() + " ...");
                process.setUp();
            }
            progress.accept("Starting " + software.title() + " ...");
            LocalServer server = new LocalServer(software, home, process);
            server.startOnFreePort();
            return server;
        } catch (IOException e) {
            home.close();
            throw new ServerException("Cannot start " + software.title() + ": " + e, e);
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    /** Between the choice of a port and its use another process may take it; then the next one is tried. */
    private void startOnFreePort() throws IOException {
        for (int choice = 1; ; choice++) {
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = probe.getLocalPort();
            }
            try {
                launch();
                return;
            } catch (ServerException e) {
                if (choice == PORT_CHOICES || !home.lastLogLines().contains("Bind on TCP/IP port")) {
                    throw e;
                }
            }
        }
    }

    private void launch() throws IOException {
        Path accounts = home.file("accounts.sql");
        Files.writeString(
                accounts,
                """
                CREATE USER IF NOT EXISTS '%1$s'@'%2$s';
                ALTER USER '%1$s'@'%2$s' IDENTIFIED BY '%3$s';
                GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'%2$s' WITH GRANT OPTION;
                """
                        .formatted(USER, HOST, password));
        try {
            process.start(port, accounts, this::acceptsConnections);
        } finally {
            Files.delete(accounts);
        }
    }

    private boolean acceptsConnections() {
        try (Connection connection = dataSource("").getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String title() {
        return software.title();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public Path log() {
        return home.log();
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:mysql://" + HOST + ":" + port + "/" + database
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&rewriteBatchedStatements=true";
    }

    @Override
    public DataSource dataSource(String database) {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(USER);
        source.setPassword(password);
        return source;
    }

    @Override
    public void createDatabase(String name) {
        execute("CREATE DATABASE " + checked(name) + " CHARACTER SET utf8mb4");
    }

    void dropDatabase(String name) {
        execute("DROP DATABASE " + checked(name));
    }

    private static String checked(String name) {
        if (!name.matches("[A-Za-z0-9_]{1,64}")) {
            throw new ServerException("A database name is 1 to 64 letters, digits and underscores, not '" + name + "'");
        }
        return name;
    }

    private void execute(String sql) {
        try (Connection connection = dataSource("").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new ServerException(title() + " refused \"" + sql + "\": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void freeze() {
        process.signal("STOP");
    }

    @Override
    public void thaw() {
        process.signal("CONT");
    }

    @Override
    public void restart() {
        process.stop();
        try {
            launch();
        } catch (IOException e) {
            throw new ServerException("Cannot restart " + title() + ": " + e, e);
        }
    }

    @Override
    public void close() {
        process.stop();
        home.close();
    }

    @Override
    public String toString() {
        return title() + " on " + HOST + ":" + port;
    }
}
