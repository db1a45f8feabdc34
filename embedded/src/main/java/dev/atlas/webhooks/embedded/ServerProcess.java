package dev.atlas.webhooks.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs the server's program on one home folder: once to set the data up, then again and again to serve it. */
final class ServerProcess {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ServerSoftware software;
    private final Path base;
    private final HomeFolder home;
    private @Nullable Process process;

    ServerProcess(ServerSoftware software, Path base, HomeFolder home) {
        this.software = software;
        this.base = base;
        this.home = home;
    }

    /** Fills the data folder; it gets its name only when that is complete. */
    synchronized void setUp() throws IOException {
        Path unfinished = home.file("data.unfinished");
        Unpacked.delete(unfinished); // left by a killed process
        Files.createDirectories(unfinished);
        Path sql = home.file("set-up.sql");
        Files.writeString(sql, software.setUpSql(base));
        Process setUp = new ProcessBuilder(command(unfinished, software.setUpOptions()))
                .redirectInput(sql.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.log().toFile())
                .start();
        process = setUp;
        if (!ended(setUp, START_LIMIT)) {
            kill();
            throw failure("did not create its data within " + START_LIMIT.toSeconds() + " s");
        }
        if (setUp.exitValue() != 0) {
            throw failure("could not create its data (exit code " + setUp.exitValue() + ")");
        }
        Files.delete(sql);
        Files.move(unfinished, home.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns when {@code ready} says so; fails at once when the process ends before. */
    synchronized void start(int port, Path initFile, BooleanSupplier ready) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=server.sock", // in the data folder: a full path may be longer than a socket's may be
                "--pid-file=server.pid",
                "--skip-ssl",
                "--skip-name-resolve",
                "--init-file=" + initFile,
                "--max-connections=500",
                "--innodb-flush-log-at-trx-commit=2"));
        options.addAll(software.startOptions());
        Process started = new ProcessBuilder(command(home.data(), options))
                .redirectErrorStream(true)
                .redirectOutput(home.log().toFile())
                .start();
        process = started;
        home.remember(started);
        for (long poll = START_LIMIT.dividedBy(POLL); !ready.getAsBoolean(); poll--) {
            if (ended(started, POLL)) {
                throw failure("ended while starting (exit code " + started.exitValue() + ")");
            }
            if (poll == 0) {
                kill();
                throw failure("accepts no connections after " + START_LIMIT.toSeconds() + " s");
            }
        }
    }

    private List<String> command(Path data, List<String> options) throws IOException {
        // A starting server removes the temporary tables that it finds, so it must not look where others have theirs.
        Path temporary = Files.createDirectories(home.file("tmp"));
        List<String> command = new ArrayList<>(List.of(
                software.executable(base).toString(),
                "--no-defaults",
                HomeFolder.dataOption(data),
                "--tmpdir=" + temporary,
                "--basedir=" + base,
                "--lc-messages-dir=" + base.resolve("share")));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root"); // without it the server refuses to run as root
        }
        command.addAll(options);
        return command;
    }

    private ServerException failure(String what) {
        String log = home.lastLogLines();
        String advice = software.advice(log).map(text -> text + "\n").orElse("");
        return new ServerException(
                software.title() + " " + what + ". " + advice + "Last lines of " + home.log() + ":\n" + log);
    }

    synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    synchronized void stop() {
        if (process != null) {
            process.toHandle().destroy();
            if (!ended(process, STOP_LIMIT)) {
                kill();
            }
        }
    }

    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            ended(process, STOP_LIMIT);
        }
    }

    synchronized void signal(String name) {
        if (process != null) {
            try {
                Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
                if (!ended(kill, STOP_LIMIT) || kill.exitValue() != 0) {
                    throw new ServerException("The database server took no signal " + name);
                }
            } catch (IOException e) {
                throw new ServerException("The database server cannot be sent a signal", e);
            }
        }
    }

    private static boolean ended(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted while waiting for the database server", e);
        }
    }
}
