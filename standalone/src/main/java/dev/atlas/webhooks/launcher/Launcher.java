package dev.atlas.webhooks.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The main class of the WAR: unpacks the server's jars from {@code WEB-INF/runner} and starts the server with the WAR
 * it lies in.
 *
 * <p>Compiled for Java 8, so that an old JVM says what it needs instead of {@code UnsupportedClassVersionError}.
 */
public final class Launcher {
    private static final int JAVA_NEEDED = 17;
    private static final String JARS = "WEB-INF/runner/";
    private static final String SERVER = "dev.atlas.webhooks.standalone.Main";

    private Launcher() {}

    /** Ends with exit code 1 and one message on the standard error when the server cannot start. */
    public static void main(String[] arguments) {
        try {
            tooOld(System.getProperty("java.specification.version")).ifPresent(Launcher::fail);
            run(arguments, Files.createTempDirectory("atlas-webhooks-"));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            fail(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        } catch (IOException | ReflectiveOperationException | URISyntaxException e) {
            fail("Atlas Webhooks cannot unpack its server: " + e);
        }
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }

    /** What to say to a JVM of this version if the server cannot run on it. */
    static Optional<String> tooOld(String version) {
        int feature = Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        return feature >= JAVA_NEEDED
                ? Optional.empty()
                : Optional.of("Atlas Webhooks needs Java " + JAVA_NEEDED + " or newer. This is Java " + feature
                        + ", in " + System.getProperty("java.home") + ".");
    }

    /** Gives the server a class loader of its own, which sees the JDK and the unpacked jars but not the WAR. */
    private static void run(String[] arguments, Path work)
            throws IOException, ReflectiveOperationException, URISyntaxException {
        AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
        // One hook, since hooks run at the same time and the server needs the folder until it has stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop.get(), work), "stop"));
        URL location = Launcher.class.getProtectionDomain().getCodeSource().getLocation();
        Path war = Paths.get(location.toURI());
        ClassLoader jdk = ClassLoader.getSystemClassLoader().getParent();
        ClassLoader server = new URLClassLoader(unpack(war, work), jdk);
        Thread.currentThread().setContextClassLoader(server);
        server.loadClass(SERVER)
                .getMethod("run", String[].class, Path.class, Path.class, Consumer.class)
                .invoke(null, arguments, war, work, (Consumer<Runnable>) stop::set);
    }

    private static URL[] unpack(Path war, Path work) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (JarFile file = new JarFile(war.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().startsWith(JARS) && !entry.isDirectory()) {
                    Path jar = work.resolve(entry.getName().substring(JARS.length()));
                    try (InputStream content = file.getInputStream(entry)) {
                        Files.copy(content, jar);
                    }
                    jars.add(jar.toUri().toURL());
                }
            }
        }
        return jars.toArray(new URL[0]);
    }

    private static void stop(Runnable server, Path work) {
        try {
            server.run();
        } finally {
            delete(work);
        }
    }

    /** As far as possible: Windows keeps the jars that are still open. */
    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            System.err.println("Cannot delete " + folder + ": " + e);
        }
    }
}
