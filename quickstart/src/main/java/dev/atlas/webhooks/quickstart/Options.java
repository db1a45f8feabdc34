package dev.atlas.webhooks.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build tells the quickstart.
 *
 * @param war the product
 * @param data kept between runs: database, mails, credentials, log
 * @param binaries where the database server's programs are unpacked
 * @param work for files of one run
 * @param port of the admin webapp on 127.0.0.1
 */
record Options(Path war, Path data, Path binaries, Path work, int port) {
    static final String HOST = "127.0.0.1";
    private static final String PORT_PROPERTY = "atlas.quickstart.port";
    private static final String AGAIN = "./mvnw -q -DskipTests -Pquickstart -D" + PORT_PROPERTY + "=8081";

    static Options of(String... arguments) {
        if (arguments.length != 5) {
            throw new QuickstartException("The quickstart is started by: ./mvnw -q -DskipTests -Pquickstart");
        }
        return new Options(
                path(arguments[0]), path(arguments[1]), path(arguments[2]), path(arguments[3]), port(arguments[4]));
    }

    private static Path path(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) < 65_536) {
            return Integer.parseInt(text);
        }
        throw new QuickstartException(PORT_PROPERTY + " is a port from 1 to 65535, not '" + text + "'");
    }

    /** Found out before anything is started. */
    void requireFreePort() {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assert probe.isBound();
        } catch (IOException e) {
            throw new QuickstartException(
                    "Port %d of %s is in use, perhaps by another quickstart. End that program, or choose another port:\n  %s"
                            .formatted(port, HOST, AGAIN),
                    e);
        }
    }

    Path databaseHome() {
        return data.resolve("mariadb");
    }

    Path mailFolder() {
        return data.resolve("mail");
    }

    Path logFile() {
        return data.resolve("atlas.0.log");
    }

    /** A killed run cannot tidy up after itself. */
    Path emptyWorkFolder() {
        try {
            if (Files.exists(work)) {
                try (Stream<Path> found = Files.walk(work)) {
                    List<Path> deepestFirst =
                            found.sorted(Comparator.reverseOrder()).toList();
                    for (Path path : deepestFirst) {
                        Files.delete(path);
                    }
                }
            }
            return Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty the folder " + work, e);
        }
    }
}
