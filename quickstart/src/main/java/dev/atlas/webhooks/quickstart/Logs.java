package dev.atlas.webhooks.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends the log to a file, so that the console keeps what a person is told; errors go to both. */
final class Logs {
    private static final String LINE = "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n";
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    /** Tells of every mail. Held, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger MAIL_CATCHER = Logger.getLogger("com.icegreen.greenmail");

    private Logs() {}

    /** Begins {@code atlas.0.log} anew; of a long run it keeps the last 10 to 20 MiB, the older part in {@code atlas.1.log}. */
    static void into(Path folder) {
        System.setProperty("java.util.logging.SimpleFormatter.format", LINE);
        MAIL_CATCHER.setLevel(Level.WARNING);
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler console = new ConsoleHandler();
        console.setLevel(Level.SEVERE);
        root.addHandler(console);
        root.addHandler(fileHandler(folder));
    }

    private static Handler fileHandler(Path folder) {
        try {
            String pattern = folder.toString().replace("%", "%%") + "/atlas.%g.log";
            FileHandler handler = new FileHandler(pattern, MAX_BYTES, 2, false);
            handler.setFormatter(new SimpleFormatter());
            return handler;
        } catch (IOException e) {
            throw new QuickstartException("Cannot write the log in " + folder + ": " + e, e);
        }
    }
}
