package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.Filter;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.eval.FilterCompiler;
import dev.atlas.webhooks.dsl.parse.FilterReader;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import dev.atlas.webhooks.dsl.value.Wanted;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Many rules as one: answers which of them an event passes, in time that hardly depends on how many there are. Immutable to
 * its users and thread-safe; a change of a rule makes a new index. The answer is a function of the rules, the catalogue and
 * the event alone.
 *
 * <p>For each event type the type conditions are decided once. Of what is left, the most selective equality or tag leads to a
 * rule; thresholds behind the same key are found by binary search; only the rest is tested rule by rule. The part of a type
 * is made when its first event comes.
 *
 * @param <T> what the index answers with
 */
public final class RoutingIndex<T> {

    private static final int MAX_TYPES = 1_000;

    private final List<Rule<T>> rules;
    private final List<Expr> filters;
    private final Catalogue catalogue;
    private final Wanted wanted;
    private final Map<Expr, Filter> compiled = new ConcurrentHashMap<>();
    private final Map<String, TypeIndex> byType = new ConcurrentHashMap<>();

    private RoutingIndex(List<Rule<T>> rules, List<Expr> filters, Catalogue catalogue) {
        this.rules = List.copyOf(rules);
        this.filters = List.copyOf(filters);
        this.catalogue = catalogue;
        WantedPaths paths = new WantedPaths();
        filters.forEach(filter -> filter.when(paths));
        this.wanted = paths.wanted();
    }

    /**
     * Makes an index of rules. Answers come in the order of the rules.
     *
     * @throws IllegalArgumentException when the filter of a rule is not one
     */
    public static <T> RoutingIndex<T> of(List<Rule<T>> rules, Catalogue catalogue) {
        List<Expr> filters = new ArrayList<>(rules.size());
        for (Rule<T> rule : rules) {
            if (!(FilterReader.read(rule.filter()) instanceof ParseResult.Read read)) {
                throw new IllegalArgumentException("the filter of " + rule.target() + " is not one: " + rule.filter());
            }
            filters.add(read.expr());
        }
        return new RoutingIndex<>(rules, filters, catalogue);
    }

    /**
     * The targets of the rules that an event passes, straight from the bytes as they are stored and delivered; of these only
     * what some rule looks at is read.
     *
     * @param eventJson one JSON object in UTF-8
     * @throws dev.atlas.webhooks.dsl.MalformedEventException when it is not an event
     */
    public List<T> match(byte[] eventJson) {
        return match(EventView.read(eventJson, wanted));
    }

    /** The targets of the rules that an event passes. */
    public List<T> match(EventView event) {
        BitSet found = typeIndex(event.type()).match(event);
        List<T> targets = new ArrayList<>();
        for (int rule = found.nextSetBit(0); rule >= 0; rule = found.nextSetBit(rule + 1)) {
            targets.add(rules.get(rule).target());
        }
        return targets;
    }

    private TypeIndex typeIndex(String type) {
        TypeIndex known = byType.get(type);
        if (known != null) {
            return known;
        }
        TypeIndex made = make(type);
        // Types that nobody declared could be without number: they are not kept for ever.
        if (byType.size() < MAX_TYPES) {
            byType.put(type, made);
        }
        return made;
    }

    private TypeIndex make(String type) {
        Specialiser specialiser = new Specialiser(type);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).takes(type)) {
                Expr special = filters.get(i).when(specialiser);
                if (!special.equals(Specialiser.FALSE)) {
                    entries.add(Entry.plan(i, special, this::compiled));
                }
            }
        }
        return TypeIndex.of(entries);
    }

    /** What is left of a rule is often the same for each type, and for many rules. */
    private Filter compiled(Expr rest) {
        return compiled.computeIfAbsent(rest, expr -> FilterCompiler.compile("", expr, catalogue));
    }
}
