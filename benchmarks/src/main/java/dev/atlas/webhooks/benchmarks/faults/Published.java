package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.publish.Event;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * An event as its publisher knows it.
 *
 * @param name told to nobody twice
 * @param poison whether {@link Target#CHOOSY} cannot take it
 */
record Published(String name, String type, int value, boolean poison) {
    private static final int VALUES = 1_000;
    private static final double POISON = 0.01;

    /** Together they reach every endpoint, and kill a delivery to each that can be killed. */
    static List<Published> first() {
        return List.of(
                new Published("first-0", "deal.created", 50, true),
                new Published("first-1", "deal.created", 950, true),
                new Published("first-2", "deal.created", 950, false),
                new Published("first-3", "deal.updated", 950, false));
    }

    static Published random(String name, RandomGenerator random) {
        return new Published(
                name,
                random.nextBoolean() ? "deal.created" : "deal.updated",
                random.nextInt(VALUES),
                random.nextDouble() < POISON);
    }

    private Map<String, ?> data() {
        return Map.of("deal", Map.of("name", name, "value", value, "poison", poison));
    }

    /** As an application gives it to the outbox. */
    Event event() {
        return Event.in(Site.WORKSPACE).type(type).data(data()).build();
    }

    /** As the HTTP API takes it. */
    Map<String, ?> body() {
        return Map.of("type", type, "data", data());
    }
}
