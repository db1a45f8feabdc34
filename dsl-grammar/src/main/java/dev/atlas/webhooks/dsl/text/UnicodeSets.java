package dev.atlas.webhooks.dsl.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * The categories and scripts of Unicode as RE2 knows them, whatever the version of Java: in a file with a line for each, its name
 * and its members in hexadecimal.
 */
final class UnicodeSets {

    private static final int HEXADECIMAL = 16;

    private UnicodeSets() {}

    static Optional<CodePoints> named(String name) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(UnicodeSets.class.getResourceAsStream("unicode-sets.txt")),
                StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> line.startsWith(name) && line.indexOf(' ') == name.length())
                    .findFirst()
                    .map(line -> members(line.substring(name.length() + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CodePoints members(String written) {
        CodePoints members = new CodePoints();
        for (String stretch : written.split(" ", -1)) {
            int dash = stretch.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? stretch : stretch.substring(0, dash), HEXADECIMAL);
            members.add(first, dash < 0 ? first : Integer.parseInt(stretch.substring(dash + 1), HEXADECIMAL));
        }
        return members;
    }
}
