package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.eval.KnownTimes;
import dev.atlas.webhooks.dsl.scan.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects entries, sorts them by where they are found, and packs them. */
final class SegmentBuilder {

    /** Longer beginnings are left to the residue. */
    private static final int LONGEST_PREFIX = 0xFFFF;

    private static final int[] EMPTY = {};

    private final Vocabulary.Builder vocabulary;
    private final ResidueCompiler residues;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Integer, Integer> sources = new HashMap<>();
    private final IntStream.Builder typePrefixes = IntStream.builder();
    private final List<@Nullable Residue> entryResidues = new ArrayList<>();
    private final List<int[]> entryRules = new ArrayList<>();
    private final BitSet linear = new BitSet();

    SegmentBuilder(Catalogue catalogue, Vocabulary.Builder vocabulary) {
        this.vocabulary = vocabulary;
        this.residues = new ResidueCompiler(vocabulary, KnownTimes.of(catalogue));
    }

    /** Adds a filter, as planned, and the rules that have it. */
    void add(List<Plan> plans, int[] rules) {
        for (Plan plan : plans) {
            if (plan.isLinear()) {
                Arrays.stream(rules).forEach(linear::set);
            }
            place(isPlaceable(plan) ? plan : plan.byTypeOnly(), rules);
        }
    }

    private boolean isPlaceable(Plan plan) {
        return plan.keys().stream()
                        .allMatch(key -> slot(key) < Clusters.MOST_SLOTS && prefixLength(key) <= LONGEST_PREFIX)
                && plan.ranges().stream()
                        .allMatch(range -> vocabulary.slot(Slots.names(range.path())) < Clusters.MOST_SLOTS)
                && sources.size() + plan.keys().size() < Clusters.NO_SOURCE;
    }

    private int slot(Key key) {
        return vocabulary.slot(Slots.names(key.path()));
    }

    private static int prefixLength(Key key) {
        return key.prefix() ? key.text().getBytes(StandardCharsets.UTF_8).length : 0;
    }

    private void place(Plan plan, int[] rules) {
        Expr rest = plan.rest();
        int entry = rest == null && rules.length == 1 ? rules[0] : ~entry(rest, rules);
        for (TypeKey typeKey : plan.types()) {
            int type = type(typeKey);
            if (plan.keys().isEmpty()) {
                place(type, Clusters.NO_SOURCE, 0, plan.ranges(), entry);
            }
            for (Key key : plan.keys()) {
                int source =
                        sources.computeIfAbsent(Segment.source(slot(key), prefixLength(key)), added -> sources.size());
                place(type, source, vocabulary.text(key.text()), plan.ranges(), entry);
            }
        }
    }

    private int entry(@Nullable Expr rest, int[] rules) {
        entryResidues.add(rest == null ? null : residues.compile(rest));
        entryRules.add(rules);
        return entryRules.size() - 1;
    }

    private int type(TypeKey key) {
        return switch (key.form()) {
            case ANY -> Segment.ANY_TYPE;
            case EXACT -> Segment.exactType(vocabulary.text(key.text()));
            case PREFIX -> {
                typePrefixes.add(key.text().getBytes(StandardCharsets.UTF_8).length);
                yield Segment.prefixType(vocabulary.text(key.text()));
            }
        };
    }

    private void place(int type, int source, int text, List<Range> ranges, int entry) {
        if (ranges.isEmpty()) {
            entries.add(new Entry(type, source, text, 0, 0, 0, entry));
        }
        for (Range range : ranges) {
            int slot = vocabulary.slot(Slots.names(range.path()));
            int group = Clusters.group(range.kind(), slot);
            entries.add(new Entry(type, source, text, group, range.low(), range.high(), entry));
        }
    }

    Segment build() {
        Collections.sort(entries);
        Packing packing = new Packing();
        int from = 0;
        for (int i = 1; i <= entries.size(); i++) {
            if (i == entries.size() || !entries.get(i).isInClusterOf(entries.get(from))) {
                packing.cluster(entries.subList(from, i));
                from = i;
            }
        }
        int[] sourceList = new int[sources.size()];
        sources.forEach((source, number) -> sourceList[number] = source);
        return new Segment(
                sourceList,
                entries.stream().anyMatch(entry -> entry.type() == Segment.ANY_TYPE),
                shared(typePrefixes.build().distinct().toArray()),
                packing.packed(),
                entryRules.isEmpty() ? Entries.NONE : entries(),
                shared(linear.stream().toArray()));
    }

    private Entries entries() {
        int[] ends = new int[entryRules.size()];
        for (int i = 0, end = 0; i < ends.length; i++) {
            end += entryRules.get(i).length;
            ends[i] = end;
        }
        return new Entries(
                entryResidues.toArray(Residue[]::new),
                ends,
                entryRules.stream().flatMapToInt(Arrays::stream).toArray());
    }

    /** There are many segments, most of them small: what is empty is kept once. */
    private static int[] shared(int[] numbers) {
        return numbers.length == 0 ? EMPTY : numbers;
    }
}
