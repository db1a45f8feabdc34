package dev.atlas.webhooks.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the launcher in the WAR calls, by these names. */
public final class Main {
    // Held, since java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    /** Logs the stack trace of a failed start, which the user gets as one message. */
    private static final Logger WEBAPP = Logger.getLogger("org.eclipse.jetty.ee10.webapp.WebAppContext");

    private Main() {}

    /**
     * Starts to serve {@code war}; returns when it takes requests, or has printed the help that was asked for.
     *
     * @param work an existing empty folder for working files
     * @param onStart takes, before anything runs, what has to be called when the JVM ends
     * @throws StartException with a message for the person who started it
     */
    public static void run(String[] arguments, Path war, Path work, Consumer<Runnable> onStart) throws StartException {
        Arguments parsed = parse(arguments);
        if (parsed.help()) {
            System.out.println(Arguments.HELP);
            return;
        }
        logBriefly();
        StandaloneServer server = StandaloneServer.of(parsed.address(), war, work);
        onStart.accept(server::close);
        server.start();
        System.out.println("Atlas Webhooks is ready at " + server.uri());
    }

    private static Arguments parse(String[] arguments) throws StartException {
        try {
            return Arguments.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            throw new StartException(e.getMessage() + "\n\n" + Arguments.HELP, e);
        }
    }

    /** One line per record; of Jetty only what went wrong. A logging configuration of the user's own is left alone. */
    private static void logBriefly() {
        if (System.getProperty("java.util.logging.config.file") == null
                && System.getProperty("java.util.logging.config.class") == null) {
            System.setProperty(
                    "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
            JETTY.setLevel(Level.WARNING);
            WEBAPP.setLevel(Level.OFF);
        }
    }
}
