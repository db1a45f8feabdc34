package dev.atlas.webhooks.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of unpacked programs, which several processes share and any of them may be the first to fill. */
final class Unpacked {
    private static final Duration LOCK_POLL = Duration.ofMillis(50);

    private Unpacked() {}

    /** The folder with the programs; complete, since it gets its name only when it is. */
    static Path of(ServerSoftware software, Path binaries, Consumer<String> progress) {
        Path complete = binaries.resolve(software.folder());
        if (Files.isDirectory(complete)) {
            return complete;
        }
        try {
            Files.createDirectories(binaries);
            try (FileChannel channel = FileChannel.open(
                            binaries.resolve(software.folder() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock held = lock(channel)) {
                assert held.isValid();
                if (!Files.isDirectory(complete)) {
                    progress.accept("Unpacking " + software.title() + " into " + complete + " (once) ...");
                    unpack(software, complete);
                }
            }
            return complete;
        } catch (IOException e) {
            throw new ServerException("Cannot unpack " + software.title() + " into " + complete + ": " + e, e);
        }
    }

    private static void unpack(ServerSoftware software, Path complete) throws IOException {
        Path partial = complete.resolveSibling(complete.getFileName() + ".partial");
        delete(partial); // left by a killed process
        Files.createDirectories(partial);
        software.unpackInto(partial);
        Files.move(partial, complete, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits for another process and, which {@link FileChannel#lock()} refuses to do, for another thread. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("interrupted while another process unpacks it");
            }
            LockSupport.parkNanos(LOCK_POLL.toNanos());
        }
    }

    /** The lock, or null when another process or another thread of this one holds it. */
    static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    static void makeExecutable(Path folder) throws IOException {
        try (Stream<Path> programs = Files.list(folder)) {
            for (Path program : programs.filter(Files::isRegularFile).toList()) {
                File file = program.toFile();
                if (!file.canExecute() && !file.setExecutable(true)) {
                    throw new IOException("cannot make " + program + " executable");
                }
            }
        }
    }

    /** Deletes a folder with all it holds; does nothing when there is none. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
