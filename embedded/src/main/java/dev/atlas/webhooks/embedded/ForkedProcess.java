package dev.atlas.webhooks.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java process whose output goes to a file. Closing it kills it. */
public final class ForkedProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 180;

    /** A busy machine needs long to start a JVM. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;

    private ForkedProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it without the settings of whoever runs this. */
    public static ForkedProcess start(ProcessBuilder builder, Path output) throws IOException {
        Files.createDirectories(output.getParent());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ATLAS_") || name.equals("JAVA_OPTS"));
        ForkedProcess forked = new ForkedProcess(builder.start(), output);
        Runtime.getRuntime().addShutdownHook(new Thread(forked.process::destroyForcibly));
        return forked;
    }

    /** The program {@code java} of this JVM. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** All it has written so far. */
    public String log() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** Waits for a line and returns its first group; fails with the log when the process ends before. */
    public String awaitLine(Pattern line) throws Exception {
        String log = Eventually.get(
                START_LIMIT,
                "a line like " + line,
                this::log,
                text -> line.matcher(text).find() || !process.isAlive());
        Matcher found = line.matcher(log);
        if (!found.find()) {
            throw new AssertionError("The process ended with exit code " + process.exitValue() + ":\n" + log);
        }
        return found.group(1);
    }

    /** The names of its threads. */
    public List<String> threads() throws IOException, InterruptedException {
        return jcmd("Thread.print")
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    /** The classes of a package, and of those below it, that are still loaded after a garbage collection. */
    public List<String> classesLeft(String inPackage) throws IOException, InterruptedException {
        jcmd("GC.run");
        return jcmd("VM.class_hierarchy")
                .filter(line -> line.contains("--" + inPackage + "."))
                .toList();
    }

    private Stream<String> jcmd(String command) throws IOException, InterruptedException {
        Path tool = java().resolveSibling("jcmd");
        Process jcmd = new ProcessBuilder(tool.toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        List<String> lines = jcmd.inputReader().lines().toList();
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException("jcmd " + command + " failed: " + lines);
        }
        return lines.stream();
    }

    /** Asks it to end, as an operator does, and returns its exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Ends it as {@code kill -9} does, in the midst of whatever it is doing. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops it where it is, as a long garbage collection or a suspended virtual machine does (POSIX only). */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it run on. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -%s %d ended with %d".formatted(name, process.pid(), code));
        }
    }

    /** Processor time it has used so far, in all its threads. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory it has had at once, such as {@code 613964 kB} (Linux only). */
    public String mostMemory() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.substring("VmHWM:".length()).trim())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Waits for the end and returns the exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The process still runs after " + STOP_SECONDS + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
