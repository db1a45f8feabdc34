package dev.atlas.webhooks.cli.connection;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;

/** What {@code atlas login} remembers: a properties file that only its owner may read. */
public final class ConnectionFile {
    private final Path path;
    private final Properties properties;

    private ConnectionFile(Path path, Properties properties) {
        this.path = path;
        this.properties = properties;
    }

    /** {@code ATLAS_CONFIG_FILE}, else where the system keeps settings; empty when there is no such file yet. */
    public static ConnectionFile of(Map<String, String> environment) {
        Path path = place(environment);
        Properties properties = new Properties();
        if (Files.exists(path)) {
            try (Reader in = Files.newBufferedReader(path)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new UsageException("the settings in " + path + " cannot be read: " + e.getMessage());
            }
        }
        return new ConnectionFile(path, properties);
    }

    private static Path place(Map<String, String> environment) {
        String explicit = environment.get("ATLAS_CONFIG_FILE");
        if (explicit != null) {
            return Path.of(explicit);
        }
        String windows = environment.get("APPDATA");
        String xdg = environment.get("XDG_CONFIG_HOME");
        Path home = Path.of(System.getProperty("user.home"));
        Path base = xdg != null ? Path.of(xdg) : windows != null ? Path.of(windows) : home.resolve(".config");
        return base.resolve("atlas").resolve("config.properties");
    }

    public Path path() {
        return path;
    }

    /** Empty when it says nothing. */
    public String server() {
        return properties.getProperty("server", "");
    }

    /** Empty when it says nothing. */
    public String key() {
        return properties.getProperty("api-key", "");
    }

    /** Writes it anew, in one step. */
    public void save(Connection connection) {
        Properties written = new Properties();
        written.putAll(properties);
        written.setProperty("server", connection.server().toString());
        written.setProperty("api-key", connection.key());
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path fresh = Files.createTempFile(folder, "config", ".properties", onlyForTheOwner());
            try (var out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                written.store(out, "atlas login");
            }
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    /** Forgets everything; true when there was something. */
    public boolean delete() {
        try {
            return Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path + ": " + e.getMessage(), e);
        }
    }

    private static FileAttribute<?>[] onlyForTheOwner() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
