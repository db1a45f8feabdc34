package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.publish.Event;
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
