package dev.atlas.webhooks.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The folder of one server, held by one JVM at a time.
 *
 * <p>The lock ends with the JVM, the server process does not: who gets the lock and finds a living server in {@code
 * server.pid} knows that its owner was killed.
 */
final class HomeFolder implements AutoCloseable {
    private static final long STALE_SERVER_SECONDS = 30;
    private static final int LOG_LINES = 20;

    private final Path folder;
    private final FileChannel channel;

    private HomeFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder and stops the server that a killed JVM left in it.
     *
     * @throws ServerException when another process uses the folder
     */
    static HomeFolder take(Path folder, Consumer<String> progress) {
        try {
            createPrivate(folder);
            Path real = folder.toRealPath();
            HomeFolder home = new HomeFolder(real, locked(real));
            try {
                home.stopServerLeftBehind(progress);
                return home;
            } catch (IOException | RuntimeException e) {
                home.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ServerException("Cannot use the database folder " + folder + ": " + e, e);
        }
    }

    /** For the owner only: it holds passwords and the socket. */
    private static void createPrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = Unpacked.tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new ServerException("The database folder " + folder + " is in use by "
                    + readPid(file).map(pid -> "process " + pid).orElse("another process")
                    + ". End that one first, or choose another folder.");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(
                Long.toString(ProcessHandle.current().pid())));
        return channel;
    }

    private void stopServerLeftBehind(Consumer<String> progress) throws IOException {
        Optional<ProcessHandle> server =
                readPid(pidFile()).flatMap(ProcessHandle::of).filter(this::isServerOfThisFolder);
        if (server.isPresent()) {
            progress.accept("Stopping the database server that an earlier run left behind (process "
                    + server.get().pid() + ") ...");
            stop(server.get());
        }
        Files.deleteIfExists(pidFile());
    }

    /** Process ids are used again, so the number alone proves nothing. Windows does not tell the arguments. */
    private boolean isServerOfThisFolder(ProcessHandle process) {
        String program = process.info().command().orElse("");
        if (!program.contains("mariadbd") && !program.contains("mysqld")) {
            return false;
        }
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(dataOption(data())))
                .orElse(true);
    }

    private static void stop(ProcessHandle server) throws IOException {
        server.destroy();
        try {
            server.onExit().get(STALE_SERVER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            server.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IOException("process " + server.pid() + " cannot be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while process " + server.pid() + " stops", e);
        }
    }

    private static Optional<Long> readPid(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    static String dataOption(Path data) {
        return "--datadir=" + data;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("server.log");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private Path pidFile() {
        return folder.resolve("server.pid");
    }

    void remember(Process server) throws IOException {
        Files.writeString(pidFile(), Long.toString(server.pid()));
    }

    String lastLogLines() {
        try {
            List<String> lines =
                    Files.exists(log()) ? Files.readAllLines(log(), StandardCharsets.ISO_8859_1) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log " + log() + " cannot be read: " + e.getMessage() + ")";
        }
    }

    void discardData() {
        try {
            Unpacked.delete(data());
        } catch (IOException e) {
            throw new ServerException("Cannot delete the database folder " + data() + ": " + e, e);
        }
    }

    /** Gives the folder free; its content stays. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ServerException("Cannot give the database folder " + folder + " free: " + e, e);
        }
    }
}
