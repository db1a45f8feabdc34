package dev.atlas.webhooks.dsl;

import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.eval.FilterCompiler;
import dev.atlas.webhooks.dsl.format.FilterFormat;
import dev.atlas.webhooks.dsl.format.Words;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random filters on random events: the index, the compiled predicate and the naive interpreter give one answer. */
public final class Agreement {

    /** So many filters share an index, and meet the same events. */
    public static final int FILTERS = 100;

    public static final int EVENTS = 100;

    private Agreement() {}

    /**
     * Compares blocks of {@link #FILTERS} × {@link #EVENTS} pairs.
     *
     * @param done told how many pairs have been compared, after each block
     * @throws AssertionError with the smallest filters and event found that disagree
     */
    public static void prove(long seed, int blocks, LongConsumer done) {
        RandomFilters random = new RandomFilters(seed);
        for (int block = 0; block < blocks; block++) {
            List<Expr> filters = Stream.generate(random::next).limit(FILTERS).toList();
            List<RandomEvents.Source> events = RandomEvents.pool(seed + block, EVENTS);
            Set<Integer> wrong = disagreements(filters, events);
            for (int event : wrong) {
                throw new AssertionError(smallest(filters, events.get(event)));
            }
            done.accept((block + 1L) * FILTERS * EVENTS);
        }
    }

    /** The events that not all agree about; nothing when one of them cannot be read. */
    private static Set<Integer> disagreements(List<Expr> filters, List<RandomEvents.Source> events) {
        List<Filter> compiled = filters.stream()
                .map(filter -> FilterCompiler.compile("", filter, NaiveInterpreter.CATALOGUE))
                .toList();
        RoutingIndex<Integer> index = RoutingIndex.of(
                IntStream.range(0, filters.size())
                        .mapToObj(i -> new Rule<>(i, List.of("*"), FilterFormat.line(filters.get(i))))
                        .toList(),
                NaiveInterpreter.CATALOGUE);
        Set<Integer> wrong = new TreeSet<>();
        for (int e = 0; e < events.size(); e++) {
            EventView view = events.get(e).view();
            NaiveInterpreter naive = new NaiveInterpreter(view);
            List<Integer> expected = new ArrayList<>();
            List<Integer> single = new ArrayList<>();
            for (int f = 0; f < filters.size(); f++) {
                if (naive.matches(filters.get(f))) {
                    expected.add(f);
                }
                if (compiled.get(f).matches(view)) {
                    single.add(f);
                }
            }
            if (!single.equals(expected) || !index.match(json(events.get(e))).equals(expected)) {
                wrong.add(e);
            }
        }
        return wrong;
    }

    private static String smallest(List<Expr> filters, RandomEvents.Source event) {
        List<Expr> fewest = Smaller.smallest(filters, Smaller::lists, less -> !disagreements(less, List.of(event))
                .isEmpty());
        List<Expr> least = Smaller.smallest(fewest, Smaller::eachFilter, less -> !disagreements(less, List.of(event))
                .isEmpty());
        RandomEvents.Source shortest = Smaller.smallest(event, Agreement::smaller, less -> {
            try {
                return !disagreements(least, List.of(less)).isEmpty();
            } catch (MalformedEventException e) {
                return false;
            }
        });
        return "index, predicate and interpreter disagree about "
                + least.stream().map(FilterFormat::line).collect(Collectors.joining("  |  "))
                + "  on  " + new String(json(shortest), StandardCharsets.UTF_8);
    }

    private static Stream<RandomEvents.Source> smaller(RandomEvents.Source event) {
        String previous = event.previous();
        Stream<@Nullable String> lessPrevious =
                previous == null ? Stream.of() : Stream.concat(Stream.of((String) null), Smaller.texts(previous));
        return Stream.of(
                        Smaller.lists(event.tags())
                                .map(tags -> new RandomEvents.Source(event.type(), tags, event.data(), previous)),
                        lessPrevious.map(
                                less -> new RandomEvents.Source(event.type(), event.tags(), event.data(), less)),
                        Smaller.texts(event.data())
                                .map(data -> new RandomEvents.Source(event.type(), event.tags(), data, previous)))
                .flatMap(candidates -> candidates);
    }

    /** The event as it is stored and delivered. */
    static byte[] json(RandomEvents.Source event) {
        String tags = event.tags().stream().map(Words::text).collect(Collectors.joining(","));
        String json = "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"" + event.type()
                + "\",\"created\":1769767200,\"tags\":[" + tags + "],\"data\":" + event.data()
                + (event.previous() == null ? "" : ",\"previous\":" + event.previous()) + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
