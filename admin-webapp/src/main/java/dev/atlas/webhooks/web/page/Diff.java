package dev.atlas.webhooks.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What changed from one text to the next: the longest common subsequence of their words or lines stays. Immutable. */
public record Diff(List<Part> parts) {
    private static final Pattern WORD = Pattern.compile("\\s+|[\\w.]+|[^\\s\\w.]");
    private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+");
    /** Beyond it the table of the comparison would grow too large: then the whole text counts as changed. */
    private static final int MAX_CELLS = 4_000_000;

    public Diff {
        parts = List.copyOf(parts);
    }

    /** A run of text. */
    public record Part(Kind kind, String text) {
        public boolean added() {
            return kind == Kind.ADDED;
        }

        public boolean removed() {
            return kind == Kind.REMOVED;
        }
    }

    /** What became of it. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    public static Diff ofWords(String before, String after) {
        return of(pieces(WORD, before), pieces(WORD, after));
    }

    public static Diff ofLines(String before, String after) {
        return of(pieces(LINE, before), pieces(LINE, after));
    }

    public boolean changed() {
        return parts.stream().anyMatch(part -> part.kind() != Kind.SAME);
    }

    private static List<String> pieces(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    private static Diff of(List<String> before, List<String> after) {
        Builder parts = new Builder();
        if ((long) before.size() * after.size() > MAX_CELLS) {
            before.forEach(piece -> parts.add(Kind.REMOVED, piece));
            after.forEach(piece -> parts.add(Kind.ADDED, piece));
            return new Diff(parts.finish());
        }
        int[][] common = common(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                parts.add(Kind.SAME, before.get(i++));
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                parts.add(Kind.REMOVED, before.get(i++));
            } else {
                parts.add(Kind.ADDED, after.get(j++));
            }
        }
        return new Diff(parts.finish());
    }

    /** Length of the longest common subsequence of the rests from each pair of places on. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /** Joins neighbours of one kind. */
    private static final class Builder {
        private final List<Part> parts = new ArrayList<>();

        void add(Kind kind, String piece) {
            int last = parts.size() - 1;
            if (last >= 0 && parts.get(last).kind() == kind) {
                parts.set(last, new Part(kind, parts.get(last).text() + piece));
            } else {
                parts.add(new Part(kind, piece));
            }
        }

        List<Part> finish() {
            return parts;
        }
    }
}
