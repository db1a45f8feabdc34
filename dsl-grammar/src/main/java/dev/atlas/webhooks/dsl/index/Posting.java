package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Path;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All entries behind one key: those without a threshold, and for each field one sorted run of thresholds a direction. */
final class Posting {

    private final List<Entry> plain;
    private final List<Run> runs;

    private Posting(List<Entry> plain, List<Run> runs) {
        this.plain = List.copyOf(plain);
        this.runs = List.copyOf(runs);
    }

    static Posting of(List<Entry> entries, Slots slots) {
        record Kind(Path path, boolean upwards) {}
        List<Entry> plain = new ArrayList<>();
        Map<Kind, List<Entry>> byKind = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Entry.Range range = entry.range();
            if (range == null) {
                plain.add(entry);
            } else {
                Kind kind = new Kind(range.path(), isUpwards(range.relation()));
                byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(entry);
            }
        }
        List<Run> runs = new ArrayList<>();
        byKind.forEach((kind, members) -> runs.add(Run.of(slots.of(kind.path()), kind.upwards(), members)));
        return new Posting(plain, runs);
    }

    private static boolean isUpwards(Check.Relation relation) {
        return relation == Check.Relation.GREATER || relation == Check.Relation.GREATER_OR_EQUAL;
    }

    void match(Matching matching) {
        for (Entry entry : plain) {
            matching.offer(entry);
        }
        for (Run run : runs) {
            run.match(matching);
        }
    }

    /**
     * Thresholds of one field in one direction. Of an array the greatest element decides for {@code >}, the least for {@code <}.
     *
     * @param entries by threshold, those that pass first at the front
     */
    private record Run(int slot, boolean upwards, List<Entry> entries) {

        Run {
            entries = List.copyOf(entries);
        }

        static Run of(int slot, boolean upwards, List<Entry> members) {
            Comparator<Entry> byThreshold = Comparator.comparing(entry -> threshold(entry));
            List<Entry> sorted = members.stream()
                    .sorted(upwards ? byThreshold : byThreshold.reversed())
                    .toList();
            return new Run(slot, upwards, sorted);
        }

        private static BigDecimal threshold(Entry entry) {
            Entry.Range range = entry.range();
            return range == null ? BigDecimal.ZERO : range.threshold();
        }

        void match(Matching matching) {
            Matching.Seen seen = matching.at(slot);
            BigDecimal value = upwards ? seen.greatest() : seen.least();
            if (value == null) {
                return;
            }
            int passed = beforeOrAt(value);
            for (int i = 0; i < passed; i++) {
                Entry entry = entries.get(i);
                if (isBelowCeiling(entry, seen)
                        && (threshold(entry).compareTo(value) != 0 || includesThreshold(entry))) {
                    matching.offer(entry);
                }
            }
        }

        /** Throws out early what lies above the second end of a {@code between}; what passes is tested in full. */
        private static boolean isBelowCeiling(Entry entry, Matching.Seen seen) {
            Entry.Range range = entry.range();
            return range == null
                    || range.ceiling() == null
                    || seen.least() == null
                    || seen.least().compareTo(range.ceiling()) <= 0;
        }

        private static boolean includesThreshold(Entry entry) {
            Entry.Range range = entry.range();
            return range != null && range.relation().holds(0);
        }

        /** How many thresholds the value reaches. */
        private int beforeOrAt(BigDecimal value) {
            int low = 0;
            int high = entries.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                int order = threshold(entries.get(middle)).compareTo(value);
                if (upwards ? order <= 0 : order >= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
