package dev.atlas.webhooks.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that was probably meant, for settings and for everything else that people write by hand. */
public final class Spelling {
    private Spelling() {}

    /** The end of a message about an unknown name: the nearest known one by Levenshtein distance, if one is near. */
    public static String meant(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 5))
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }

    /** Wagner and Fischer's algorithm on one row. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
