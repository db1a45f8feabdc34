package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.scan.Vocabulary;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A packed part of an index, and which of its rules the index still has. Immutable. */
final class Layer<T> {

    private final List<Rule<T>> rules;
    private final Segment segment;
    private final Vocabulary vocabulary;
    private final int @Nullable [] numbers;

    private Layer(List<Rule<T>> rules, Segment segment, Vocabulary vocabulary, int @Nullable [] numbers) {
        this.rules = rules;
        this.segment = segment;
        this.vocabulary = vocabulary;
        this.numbers = numbers;
    }

    /** The text of a filter and for which event types; rules that share it share its entries. */
    private record Shape(String filter, List<String> eventTypes) {}

    /**
     * Packs rules.
     *
     * @param numbers    what their numbers are in the index; null when they are the same
     * @param vocabulary takes in what they read
     * @throws IllegalArgumentException when the filter of a rule is not one
     */
    static <T> Layer<T> of(
            List<Rule<T>> rules, int @Nullable [] numbers, Catalogue catalogue, Vocabulary.Builder vocabulary) {
        Map<Shape, IntStream.Builder> shapes = new LinkedHashMap<>();
        List<Rule<T>> firsts = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule<T> rule = rules.get(i);
            IntStream.Builder members = shapes.computeIfAbsent(new Shape(rule.filter(), rule.eventTypes()), shape -> {
                firsts.add(rule);
                return IntStream.builder();
            });
            members.add(i);
        }
        Planner planner = new Planner();
        SegmentBuilder builder = new SegmentBuilder(catalogue, vocabulary);
        Iterator<Map.Entry<Shape, IntStream.Builder>> next = shapes.entrySet().iterator();
        Reading.each(firsts, filter -> {
            Map.Entry<Shape, IntStream.Builder> shape = next.next();
            builder.add(
                    planner.plan(filter, shape.getKey().eventTypes()),
                    shape.getValue().build().toArray());
        });
        return new Layer<>(rules, builder.build(), vocabulary.build(), numbers);
    }

    List<Rule<T>> rules() {
        return rules;
    }

    /** What an event must be scanned with, or with one that extends it. */
    Vocabulary vocabulary() {
        return vocabulary;
    }

    void match(Matches event) {
        event.enter(numbers);
        segment.match(event);
    }

    /** The same rules under other numbers; -1 for those that are gone. */
    Layer<T> renumbered(int[] newNumbers) {
        boolean same = IntStream.range(0, newNumbers.length).allMatch(rule -> newNumbers[rule] == rule);
        return new Layer<>(rules, segment, vocabulary, same ? null : newNumbers);
    }

    /** The numbers in the index of the rules that nothing but their event types leads to. */
    IntStream linear() {
        return IntStream.of(segment.linear())
                .map(rule -> numbers == null ? rule : numbers[rule])
                .filter(rule -> rule >= 0);
    }
}
