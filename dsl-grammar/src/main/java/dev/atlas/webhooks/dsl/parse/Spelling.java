package dev.atlas.webhooks.dsl.parse;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody probably meant: the known words nearest to a misspelt one. */
public final class Spelling {

    private static final int MAX_SUGGESTIONS = 3;
    private static final int LONGEST_WORD = 100;

    private Spelling() {}

    /** The known words at most two slips away from {@code word}, nearest first; case does not count. */
    public static List<String> nearest(String word, Collection<String> known) {
        if (word.length() > LONGEST_WORD) {
            return List.of();
        }
        int allowed = word.length() <= 3 ? 1 : 2;
        record Candidate(String word, int slips) {}
        return known.stream()
                .filter(other -> Math.abs(other.length() - word.length()) <= allowed && !other.equals(word))
                .distinct()
                .map(other -> new Candidate(other, slips(word, other)))
                .filter(candidate -> candidate.slips() <= allowed)
                .sorted(Comparator.comparingInt(Candidate::slips).thenComparing(Candidate::word))
                .limit(MAX_SUGGESTIONS)
                .map(Candidate::word)
                .toList();
    }

    /** Damerau-Levenshtein distance (optimal string alignment) without regard to case. */
    private static int slips(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
