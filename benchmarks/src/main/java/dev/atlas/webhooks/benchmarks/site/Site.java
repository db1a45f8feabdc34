package dev.atlas.webhooks.benchmarks.site;

import dev.atlas.webhooks.embedded.DatabaseServer;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.MariaDbServer;
import dev.atlas.webhooks.embedded.MySqlServer;
import dev.atlas.webhooks.embedded.ServerFolders;
import dev.atlas.webhooks.embedded.StandaloneWar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One database server with an empty database, one mail server, and what every node is told. Safe for several threads. */
public final class Site implements AutoCloseable {
    /** The first workspace's number, shown. */
    public static final String WORKSPACE = "ws_0000000000100";

    static final String KEY = "atlas_sk_benchmarks0123456789";

    /** The servers that a site can have; MySQL needs the Maven profile of that name. */
    public enum Database {
        MARIADB,
        MYSQL
    }

    private final Path folder;
    private final Path war;
    private final DatabaseServer server;
    private final MailCatcher mails;
    private final JdbcDatabase database;
    private final Map<String, String> settings;
    private final AtomicInteger nodes = new AtomicInteger();

    private Site(Path folder, Path war, DatabaseServer server, JdbcDatabase database, Map<String, String> settings)
            throws IOException {
        this.folder = folder;
        this.war = war;
        this.server = server;
        this.mails = MailCatcher.start();
        this.database = database;
        this.settings = new LinkedHashMap<>(settings);
        this.settings.put("atlas.db.url", database.url());
        this.settings.put("atlas.db.user", server.user());
        this.settings.put("atlas.db.password", server.password());
        this.settings.put("atlas.mail.host", mails.host());
        this.settings.put("atlas.mail.port", Integer.toString(mails.port()));
        this.settings.put("atlas.mail.from", "atlas@crm.example");
        this.settings.put("atlas.master-key", "TWFzdGVyIGtleSBvZiB0aGUgYmVuY2htYXJrcyBwcm8=");
        this.settings.put("atlas.bootstrap.workspace", "CRM");
        this.settings.put("atlas.bootstrap.admin-email", "admin@crm.example");
        this.settings.put("atlas.bootstrap.admin-password", "correct horse battery");
        this.settings.put("atlas.bootstrap.api-key", KEY);
        this.settings.put("atlas.network.allow", "127.0.0.0/8");
    }

    /**
     * Starts the servers.
     *
     * @param folder gets a new folder for data and logs
     * @param settings of every node, besides those that the site itself makes necessary
     */
    public static Site start(Path folder, Path war, Map<String, String> settings) throws IOException {
        return start(Database.MARIADB, folder, war, settings);
    }

    /** Likewise, on that database. */
    public static Site start(Database database, Path folder, Path war, Map<String, String> settings)
            throws IOException {
        Path own = Files.createTempDirectory(Files.createDirectories(folder.toAbsolutePath()), "run-");
        Path binaries = Path.of(System.getProperty("atlas.embedded.dir", "target/embedded"));
        ServerFolders folders = new ServerFolders(binaries, own.resolve("database"));
        DatabaseServer server =
                switch (database) {
                    case MARIADB -> MariaDbServer.start(folders, System.out::println);
                    case MYSQL -> MySqlServer.start(folders, System.out::println);
                };
        Runtime.getRuntime().addShutdownHook(new Thread(server::close)); // for Ctrl-C
        try {
            return new Site(own, war.toAbsolutePath(), server, JdbcDatabase.create(server), settings);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Starts a MariaDB whose data stay in the folder and are there again the next time. */
    public static Site kept(Path folder, Path war, Map<String, String> settings) throws IOException {
        Path own = Files.createDirectories(folder.toAbsolutePath());
        Path binaries = Path.of(System.getProperty("atlas.embedded.dir", "target/embedded"));
        DatabaseServer server =
                MariaDbServer.start(new ServerFolders(binaries, own.resolve("database")), System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close)); // for Ctrl-C
        try {
            return new Site(own, war.toAbsolutePath(), server, JdbcDatabase.open(server, "kept"), settings);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Starts one more process of the product; returns when it takes requests. The options are the JVM's. */
    public StandaloneWar startNode(List<String> options) throws Exception {
        return startNode(options, List.of());
    }

    /** Likewise, by a program that runs the rest of its command line in its place. */
    public StandaloneWar startNode(List<String> options, List<String> launcher) throws Exception {
        Path own = folder.resolve("node-" + nodes.incrementAndGet());
        return StandaloneWar.start(war, own, launcher, options, settings);
    }

    /** For data and logs. */
    public Path folder() {
        return folder;
    }

    /** One more, empty database on the same server. */
    public JdbcDatabase anotherDatabase() {
        return JdbcDatabase.create(server);
    }

    public JdbcDatabase database() {
        return database;
    }

    public MailCatcher mails() {
        return mails;
    }

    /** Ends the database server as {@code kill -9} does, and starts it again. */
    public void crashDatabase() {
        server.kill();
        server.restart();
        database.flushAtEachCommit();
    }

    @Override
    public void close() {
        mails.close();
        server.close();
    }
}
