package dev.atlas.webhooks.quickstart;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the demo's data is locked with: made at random with the data, and kept beside it. */
record Credentials(String masterKey, String apiKey, String adminPassword) {
    static final String ADMIN_EMAIL = "admin@example.com";

    private static final String FILE = "credentials.properties";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Those in the folder, or new ones that are then kept there. */
    static Credentials in(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            Files.createDirectories(folder);
            Credentials made = new Credentials(
                    Base64.getEncoder().encodeToString(randomBytes(32)),
                    "atlas_sk_" + HexFormat.of().formatHex(randomBytes(20)),
                    HexFormat.of().formatHex(randomBytes(6)));
            made.write(file);
            return made;
        } catch (IOException e) {
            throw new QuickstartException("Cannot read or write " + file + ": " + e, e);
        }
    }

    private static Credentials read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new Credentials(
                required(properties.getProperty("master-key"), "master-key", file),
                required(properties.getProperty("api-key"), "api-key", file),
                required(properties.getProperty("admin-password"), "admin-password", file));
    }

    private static String required(@Nullable String value, String name, Path file) {
        if (value == null) {
            throw new QuickstartException(
                    file + " has no " + name + ". Restore the file, or delete its folder to begin anew.");
        }
        return value;
    }

    /** The file gets its name when it is complete, and nobody else may read it at any time. */
    private void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("master-key", masterKey);
        properties.setProperty("api-key", apiKey);
        properties.setProperty("admin-password", adminPassword);
        Path unfinished = file.resolveSibling(FILE + ".unfinished");
        Files.deleteIfExists(unfinished);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (Writer writer = Files.newBufferedWriter(unfinished)) {
            properties.store(writer, "Of the quickstart's database; useless without it, and it without them");
        }
        Files.move(unfinished, file);
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
