package dev.atlas.webhooks.dsl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Events over the vocabulary of {@link RandomFilters}, as JSON texts. */
final class RandomEvents {

    /** One event before it is read. */
    record Source(String type, List<String> tags, String data, @Nullable String previous) {
        EventView view() {
            return Samples.event(type, tags, data, previous);
        }
    }

    private static final List<String> SCALARS = List.of(
            "0",
            "1",
            "1.0",
            "10e-1",
            "-0",
            "2",
            "-3",
            "2.5",
            "1000",
            "1e300",
            "1e400",
            "1e99999",
            "9007199254740993",
            "9007199254740992",
            "1769767200",
            "1.00000000000000000001",
            "0.99999999999999999999",
            "2.5000000000000000000001",
            "2.4999999999999999999999",
            "1e-400",
            "-1e400",
            "1e291",
            "true",
            "false",
            "null",
            "\"x\"",
            "\"X\"",
            "\"xy\"",
            "\"\"",
            "\"1\"",
            "\"\\u00df\"",
            "\"ss\"",
            "\"SS\"",
            "\"a.b\"",
            "\"deal.created\"",
            "\"2026-01-31\"",
            "\"2026-01-31T00:00:00+00:00\"",
            "\"2026-01-30T11:00:00.5+01:00\"",
            "\"\\u0078\"",
            "\"\\ud800\"",
            "\"deal.\\u0063reated\"",
            "\"a*b\"",
            "\"2026-01-30T10:00:00.50Z\"",
            "\"2026-01-30 10:00\"",
            "\"2026-02-30\"",
            "1769767200.5",
            "1769817600",
            "\"\\ud83d\"",
            "\"x\\ude00\"",
            "\"\u212a\"",
            "\"k\u0149\"",
            "\"\ud83d\ude00\"",
            "[]",
            "{}");
    private static final List<String> LISTS = List.of("[1,\"x\"]", "[1.0,\"x\"]", "[1,\"x\",2]", "[]", "[[1],{}]");
    private static final List<String> ITEMS = List.of(
            "[{\"k\":\"x\",\"n\":1}]",
            "[{\"n\":1.0,\"k\":\"x\"}]",
            "[{\"n\":2,\"k\":\"x\",\"n\":1}]",
            "[{\"k\":\"x\",\"n\":1,\"nested\":[[1],[\"x\",{}]]},{\"n\":3}]",
            "[{\"k\":\"x\"},{\"nested\":[[1],[\"x\"]]}]");
    private static final List<String> TAGS = List.of("x", "X", "xy", "SS", "a.b", "1", "");
    private static final List<String> TYPES = List.of("deal.created", "deal.updated", "a.b", "contact.created");

    private final Random random;

    RandomEvents(long seed) {
        this.random = new Random(seed);
    }

    static List<Source> pool(long seed, int size) {
        RandomEvents events = new RandomEvents(seed);
        return IntStream.range(0, size).mapToObj(i -> events.next()).toList();
    }

    Source next() {
        List<String> tags = random.ints(random.nextInt(4), 0, TAGS.size())
                .mapToObj(TAGS::get)
                .toList();
        return new Source(one(TYPES), tags, data(), random.nextInt(3) == 0 ? null : data());
    }

    private String data() {
        return members(List.of("a", "b", "list", "items", "n", "t", "due", "nested", "type", "odd key", "a"), 2);
    }

    private String members(List<String> names, int depth) {
        List<String> inOrder = new ArrayList<>(names);
        if (random.nextInt(4) == 0) {
            Collections.shuffle(inOrder, random);
        }
        return inOrder.stream()
                .filter(name -> random.nextInt(3) > 0)
                .map(name -> "\"" + written(name) + "\":" + value(name, depth))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String written(String name) {
        boolean escaped = random.nextInt(6) == 0;
        return escaped && name.equals("a") ? "\\u0061" : escaped && name.equals("k") ? "\\u006b" : name;
    }

    private String value(String name, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return one(SCALARS);
        }
        return switch (name) {
            case "b" -> members(List.of("c", "k", "c"), depth - 1);
            // Few different ones, so that what was and what is are often the same.
            case "list" -> random.nextBoolean() ? one(LISTS) : elements(() -> one(SCALARS));
            case "items" ->
                random.nextInt(3) == 0
                        ? one(ITEMS)
                        : elements(() -> random.nextInt(6) == 0
                                ? one(SCALARS)
                                : members(List.of("k", "n", "nested"), depth - 1));
            case "nested" -> elements(() -> elements(() -> one(SCALARS)));
            default -> one(SCALARS);
        };
    }

    private String elements(Supplier<String> element) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> element.get())
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
