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
        String sought = word.toLowerCase(Locale.ROOT);
        record Candidate(String word, int slips) {}
        return known.stream()
                .filter(other -> Math.abs(other.length() - word.length()) <= allowed && !other.equals(word))
                .map(other -> new Candidate(other, slips(sought, other.toLowerCase(Locale.ROOT), allowed)))
                .filter(candidate -> candidate.slips() <= allowed)
                .distinct()
                .sorted(Comparator.comparingInt(Candidate::slips).thenComparing(Candidate::word))
                .limit(MAX_SUGGESTIONS)
                .map(Candidate::word)
                .toList();
    }

    /** Damerau-Levenshtein distance (optimal string alignment), or any greater number once it is beyond what is allowed. */
    private static int slips(String a, String b, int allowed) {
        if (Math.abs(a.length() - b.length()) > allowed) {
            return allowed + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        int leastBefore = 0;
        for (int i = 1; i <= a.length(); i++) {
            // Further from the diagonal there are more slips than allowed.
            int from = Math.max(1, i - allowed);
            int to = Math.min(b.length(), i + allowed);
            row[from - 1] = from == 1 ? i : allowed + 1;
            int least = row[from - 1];
            for (int j = from; j <= to; j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int above = j == i + allowed ? allowed + 1 : last[j];
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            // An exchange of two letters reaches over one row.
            if (least > allowed && leastBefore >= allowed) {
                return allowed + 1;
            }
            leastBefore = least;
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
