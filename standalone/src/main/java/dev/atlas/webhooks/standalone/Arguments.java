package dev.atlas.webhooks.standalone;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The command line of {@code java -jar atlas-webhooks.war}. */
record Arguments(boolean help, ServerAddress address) {
    static final String HELP =
            """
            Usage: java -jar atlas-webhooks.war [options]

              --host HOST          address to listen on (default 127.0.0.1; 0.0.0.0 for all)
              --port PORT          port to listen on (default 8080; 0 for any free one)
              --context-path PATH  first part of every URL's path (default /)
              --help               print this and end

            Every other setting, such as atlas.db.url, is a system property (java -Datlas.db.url=... -jar ...),
            an environment variable (ATLAS_DB_URL) or a line of the file that atlas.config names.
            Working files lie below java.io.tmpdir while the server runs.""";

    /** @throws IllegalArgumentException with a message for the person who typed them */
    static Arguments parse(List<String> words) {
        ServerAddress address = ServerAddress.DEFAULT;
        Iterator<String> rest = words.stream()
                .flatMap(word -> Arrays.stream(word.startsWith("--") ? word.split("=", 2) : new String[] {word}))
                .iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--help", "-h" -> {
                    return new Arguments(true, address);
                }
                case "--host" -> address = address.withHost(value(option, rest));
                case "--port" -> address = address.withPort(number(value(option, rest)));
                case "--context-path" -> address = address.withContextPath(value(option, rest));
                default ->
                    throw new IllegalArgumentException("Unknown argument '" + option
                            + "'. Allowed are --host, --port, --context-path and --help.");
            }
        }
        return new Arguments(false, address);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value.");
        }
        return rest.next();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The port is a number from 0 to 65535, not '" + text + "'", e);
        }
    }
}
