package dev.atlas.webhooks.cli.output;

import java.io.Console;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** Whether a person looks on. */
public final class Terminal {
    private Terminal() {}

    /** The console, if it is a terminal: from Java 22 on there is one without a terminal too. */
    @SuppressWarnings("SystemConsoleNull") // asked below, where it can be asked
    public static Optional<Console> console() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            boolean terminal = (boolean) Console.class.getMethod("isTerminal").invoke(console);
            return terminal ? Optional.of(console) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.of(console);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** Colours, on a terminal only; {@code NO_COLOR} and {@code TERM=dumb} switch them off. */
    public static Ansi colours(Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return wanted && console().isPresent() ? Ansi.ON : Ansi.OFF;
    }
}
