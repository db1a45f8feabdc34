package dev.atlas.webhooks.benchmarks.filters;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the same events and rules from the same seed: three objects, eight actions, sixty tags. */
final class Crm {

    private static final List<String> OBJECTS = List.of("deal", "contact", "ticket");
    private static final List<String> ACTIONS =
            List.of("created", "updated", "deleted", "merged", "assigned", "closed", "reopened", "commented");
    private static final Map<String, List<String>> NUMBERS = Map.of(
            "deal", List.of("value", "margin"),
            "contact", List.of("lifetime_value", "score"),
            "ticket", List.of("age_hours", "cost"));
    private static final List<String> NAMES =
            List.of("Ada Lovelace", "Zo\u00eb M\u00fcller", "Linus \\\"L\\\" T", "Grace Hopper");
    private static final List<CrmRule.Range> RANGES = List.of(CrmRule.Range.values());
    private static final int TAGS = 60;
    private static final int CENTS = 10_000_000;
    /** So many cents that 25 thresholds span the range. */
    private static final int STEP = CENTS / 25;

    private final Random random;

    Crm(long seed) {
        this.random = new Random(seed);
    }

    List<CrmRule> rules(int count, boolean round) {
        return Stream.generate(() -> rule(round)).limit(count).toList();
    }

    private CrmRule rule(boolean round) {
        String object = one(OBJECTS);
        List<String> types = random.ints(0, ACTIONS.size())
                .distinct()
                .limit(1 + random.nextInt(3))
                .mapToObj(action -> object + "." + ACTIONS.get(action))
                .toList();
        CrmRule.Range range = RANGES.get(random.nextInt(RANGES.size()));
        TreeSet<BigDecimal> bounds = new TreeSet<>();
        while (bounds.size() < (range == CrmRule.Range.BETWEEN ? 2 : 1)) {
            bounds.add(round ? amount(random.nextInt(25) * STEP).stripTrailingZeros() : amount(random.nextInt(CENTS)));
        }
        List<BigDecimal> plain = bounds.stream()
                .map(bound -> bound.scale() < 0 ? bound.setScale(0) : bound)
                .toList();
        return new CrmRule(types, object, one(NUMBERS.getOrDefault(object, List.of())), range, plain, tag());
    }

    List<CrmEvent> events(int count) {
        return IntStream.range(0, count).mapToObj(this::event).toList();
    }

    private CrmEvent event(int number) {
        String object = one(OBJECTS);
        String type = object + "." + one(ACTIONS);
        Map<String, BigDecimal> numbers = new HashMap<>();
        NUMBERS.getOrDefault(object, List.of()).forEach(field -> numbers.put(field, amount(random.nextInt(CENTS))));
        List<String> tags = Stream.generate(this::tag).distinct().limit(3).toList();
        String json =
                "{\"id\":\"evt_%026d\",\"object\":\"event\",\"type\":\"%s\",\"created\":%d,\"sequence\":%d,\"workspace\":\"ws_0000000000100\",\"tags\":%s,\"data\":{\"%s\":%s},\"previous\":{\"%s\":{\"stage\":\"qualified\",\"updated_at\":\"2026-01-30T08:15:00Z\"}}}"
                        .formatted(
                                number,
                                type,
                                1_769_767_200 + number,
                                number,
                                strings(tags),
                                object,
                                body(numbers, tags),
                                object);
        return new CrmEvent(type, Map.copyOf(numbers), tags, json);
    }

    private String body(Map<String, BigDecimal> numbers, List<String> tags) {
        String amounts = numbers.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(","));
        String items = IntStream.range(0, 3)
                .mapToObj(i -> "{\"sku\":\"SKU-%04d\",\"quantity\":%d,\"unit_price\":%s}"
                        .formatted(random.nextInt(1_000), 1 + random.nextInt(20), amount(random.nextInt(100_000))))
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"name\":\"%s expansion\\n2026\",\"stage\":\"negotiation\",\"currency\":\"EUR\",%s,\"probability\":0.%d,\"won\":false,\"lost_reason\":null,\"owner\":{\"id\":\"usr_%d\",\"name\":\"%s\",\"email\":\"owner%d@acme.example\",\"team\":{\"id\":%d,\"region\":\"EMEA \\u2013 North\"}},\"line_items\":%s,\"custom\":{\"lead_source\":\"webinar\",\"Annual Revenue\":%d,\"notes\":\"Asked for a \\\"pilot\\\"; calls back on Tuesday, wants the terms in writing.\"},\"tags\":%s,\"created_at\":\"2026-01-12T09:30:00Z\",\"updated_at\":\"2026-01-30T10:00:00Z\"}"
                .formatted(
                        one(NAMES),
                        amounts,
                        10 + random.nextInt(90),
                        random.nextInt(500),
                        one(NAMES),
                        random.nextInt(500),
                        random.nextInt(20),
                        items,
                        random.nextInt(5_000_000),
                        strings(tags));
    }

    private static String strings(List<String> texts) {
        return texts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private String tag() {
        return "tag" + random.nextInt(TAGS);
    }

    private static BigDecimal amount(int cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
