package dev.atlas.webhooks.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the nodes see of the world besides the database and the receivers.
 *
 * @param ahead how far the clock of the last node is ahead of the others'; needs Debian's libfaketime
 * @param slowNames whether they ask {@link SlowNames} for addresses; needs Linux, and root
 */
record Surroundings(Duration ahead, boolean slowNames) {
    static final Surroundings PLAIN = new Surroundings(Duration.ZERO, false);

    private static final String CLOCK_LIBRARY = "libfaketimeMT.so.1";

    /**
     * The program that starts a node's process.
     *
     * @param folder for the file that names the name server
     */
    List<String> launcher(boolean isLast, Path folder) throws IOException {
        List<String> launcher = new ArrayList<>();
        if (slowNames) {
            Path resolver = folder.resolve("resolv.conf");
            if (!Files.exists(resolver)) { // the nodes read it, and must not find it half-written
                Files.writeString(
                        resolver,
                        "nameserver " + SlowNames.ADDRESS + System.lineSeparator() + "options timeout:30 attempts:1");
            }
            // In a namespace of its own it sees this file in place of the machine's.
            launcher.addAll(List.of("unshare", "--mount", "--propagation", "private", "sh", "-c"));
            launcher.addAll(List.of("mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"", resolver.toString()));
        }
        if (isLast && !ahead.isZero()) {
            launcher.addAll(List.of("env", "LD_PRELOAD=" + clockLibrary(), "FAKETIME=+" + ahead.toSeconds() + "s"));
            // Only the time of day differs: waiting takes as long as ever.
            launcher.addAll(List.of("FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME_FORCE_MONOTONIC_FIX=0"));
        }
        return launcher;
    }

    private static Path clockLibrary() throws IOException {
        try (Stream<Path> found =
                Files.find(Path.of("/usr/lib"), 3, (file, attributes) -> file.endsWith(CLOCK_LIBRARY))) {
            return found.findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "A node whose clock is ahead needs libfaketime (Debian: apt-get install libfaketime)"));
        }
    }

    @Override
    public String toString() {
        return "one clock %d s ahead, %s name server"
                .formatted(ahead.toSeconds(), slowNames ? "a slow" : "the machine's");
    }
}
