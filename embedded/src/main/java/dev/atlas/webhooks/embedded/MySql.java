package dev.atlas.webhooks.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** MySQL, one tar.gz per operating system inside one jar. */
final class MySql implements ServerSoftware {
    private static final String VERSION = "8.0.15";

    @Override
    public String title() {
        return "MySQL " + VERSION;
    }

    @Override
    public String folder() {
        return "mysql-" + VERSION;
    }

    @Override
    public void unpackInto(Path folder) throws IOException {
        String platform = System.getProperty("os.name").replace(' ', '_') + "-" + System.getProperty("os.arch");
        try (InputStream packed = MySql.class.getClassLoader().getResourceAsStream("mysql-" + platform + ".tar.gz")) {
            if (packed == null) {
                throw new ServerException(title() + " for " + platform + " is not on the class path. The Maven profile"
                        + " mysql adds it, for Linux and macOS on x86-64.");
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(packed)));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, folder.resolve(entry.getName()));
            }
        }
        Unpacked.makeExecutable(folder.resolve("bin"));
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
        }
    }

    @Override
    public Path executable(Path base) {
        return base.resolve("bin").resolve("mysqld");
    }

    @Override
    public List<String> setUpOptions() {
        return List.of("--initialize-insecure");
    }

    @Override
    public String setUpSql(Path base) {
        return "";
    }

    @Override
    public List<String> startOptions() {
        return List.of("--skip-log-bin", "--mysqlx=OFF", "--secure-file-priv=NULL");
    }

    @Override
    public Optional<String> advice(String log) {
        return log.contains("error while loading shared libraries")
                ? Optional.of(title() + " needs the system libraries libaio.so.1 and libnuma.so.1"
                        + " (on Debian: apt-get install libaio1 libnuma1).")
                : Optional.empty();
    }
}
