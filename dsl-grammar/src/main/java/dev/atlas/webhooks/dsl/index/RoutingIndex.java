package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.scan.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many rules as one: answers which of them an event passes, in time that hardly depends on how many there are. Immutable and
 * thread-safe. The answer is a function of the rules, the catalogue and the event alone; the package says how it is found.
 *
 * <p>A changed set of rules makes a {@linkplain #with new index} that shares what is the same with this one.
 *
 * @param <T> what the index answers with
 */
public final class RoutingIndex<T> {

    /** Up to so many rules are all compiled again at each change. */
    private static final int SMALL = 32;

    /** With more changes than this nothing is shared. */
    private static final int MOST_FRESH = 512;

    /** Changes that are worth compacting in any index, and in one with not more than so many times as many rules. */
    private static final int MANY = 128;

    private static final int FEW_TIMES = 16;

    private final List<Rule<T>> rules;
    private final Catalogue catalogue;
    private final Layer<T> base;
    private final @Nullable Layer<T> overlay;

    private RoutingIndex(List<Rule<T>> rules, Catalogue catalogue, Layer<T> base, @Nullable Layer<T> overlay) {
        this.rules = rules;
        this.catalogue = catalogue;
        this.base = base;
        this.overlay = overlay;
    }

    /**
     * Makes an index of rules. Answers come in the order of the rules.
     *
     * @throws IllegalArgumentException when the filter of a rule is not one
     */
    public static <T> RoutingIndex<T> of(List<Rule<T>> rules, Catalogue catalogue) {
        List<Rule<T>> copy = List.copyOf(rules);
        return new RoutingIndex<>(copy, catalogue, Layer.of(copy, null, catalogue, Vocabulary.builder()), null);
    }

    /**
     * The index of other rules, made from what is the same in this one: only new and changed rules are compiled, so that a
     * change is there at once however many rules there are. Rules are known again by their targets.
     *
     * @param fields the catalogue; with another one than before, everything is compiled again
     * @throws IllegalArgumentException when the filter of a rule is not one
     */
    public RoutingIndex<T> with(List<Rule<T>> changed, Catalogue fields) {
        List<Rule<T>> all = List.copyOf(changed);
        Reunion<T> reunion = new Reunion<>(base.rules());
        List<Rule<T>> others = new ArrayList<>();
        IntStream.Builder numbers = IntStream.builder();
        for (int i = 0; i < all.size(); i++) {
            if (!reunion.take(all.get(i), i)) {
                others.add(all.get(i));
                numbers.add(i);
            }
        }
        if (all.size() <= SMALL || others.size() > MOST_FRESH || !fields.equals(catalogue)) {
            return of(all, fields);
        }
        Vocabulary.Builder extended = base.vocabulary().extend();
        Layer<T> overlay =
                others.isEmpty() ? null : Layer.of(others, numbers.build().toArray(), catalogue, extended);
        return new RoutingIndex<>(all, catalogue, base.renumbered(reunion.numbers()), overlay);
    }

    /** The index of other rules with the same catalogue. */
    public RoutingIndex<T> with(List<Rule<T>> changed) {
        return with(changed, catalogue);
    }

    /** Whether so much has changed that {@link #compacted} is worth its time; better not on the path of events. */
    public boolean isWorthCompacting() {
        int changes = (overlay == null ? 0 : overlay.rules().size())
                + Math.abs(base.rules().size() - rules.size());
        return changes > 0 && (changes >= MANY || changes >= rules.size() / FEW_TIMES);
    }

    /** The same index, made anew. */
    public RoutingIndex<T> compacted() {
        return of(rules, catalogue);
    }

    /** The same index, made from what is the same in a compacted one that it had in the meantime outgrown. */
    public RoutingIndex<T> onto(RoutingIndex<T> compacted) {
        return compacted.with(rules, catalogue);
    }

    /** The rules, in their order. */
    public List<Rule<T>> rules() {
        return rules;
    }

    /**
     * The targets of the rules that an event passes, straight from the bytes as they are stored and delivered; of these only
     * what some rule looks at is read. {@link #match(byte[], Matches)} does the same without allocating.
     *
     * @param event one JSON object in UTF-8
     * @throws dev.atlas.webhooks.dsl.MalformedEventException when it is not an event
     */
    public List<T> match(byte[] event) {
        Matches matches = new Matches();
        match(event, matches);
        return IntStream.range(0, matches.count())
                .mapToObj(i -> target(matches.rule(i)))
                .toList();
    }

    /**
     * Finds the rules that an event passes.
     *
     * @return how many there are
     * @throws dev.atlas.webhooks.dsl.MalformedEventException when it is not an event
     */
    public int match(byte[] event, Matches matches) {
        scan(event, matches);
        return match(matches);
    }

    /** The first half of {@link #match(byte[], Matches)}: reads the event. */
    public void scan(byte[] event, Matches matches) {
        matches.scan(event, overlay == null ? base.vocabulary() : overlay.vocabulary());
    }

    /** The second half: finds the rules that the event passes which was read last. */
    public int match(Matches matches) {
        matches.begin(rules.size());
        base.match(matches);
        if (overlay != null) {
            overlay.match(matches);
        }
        matches.finish(rules.size());
        return matches.count();
    }

    /** What the rule of that number stands for. */
    public T target(int rule) {
        return rules.get(rule).target();
    }

    /** The rules whose filters no index can help: each event of their types is tested against them. */
    public List<T> unindexed() {
        IntStream numbers = overlay == null ? base.linear() : IntStream.concat(base.linear(), overlay.linear());
        return numbers.sorted().mapToObj(this::target).toList();
    }
}
