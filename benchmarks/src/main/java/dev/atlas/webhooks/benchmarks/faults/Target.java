package dev.atlas.webhooks.benchmarks.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The endpoints of a run: what each wants, and how its receiver behaves. */
enum Target {
    /** Takes everything; what it has taken tells which event has which name. */
    STEADY("deal.*", ""),
    FILTERED("deal.*", "deal.value > 500"),
    /** Takes everything, at a name that a slow name server may have to be asked for. */
    FAR("deal.*", "deal.value > 800"),
    /** Fails first and second attempts now and then, in every way. */
    MOODY("deal.updated", ""),
    /** Likewise, one after the other. */
    SERIAL("deal.*", "deal.value > 850"),
    /** Cannot take poison, but everything else: dead letters, no pause. */
    CHOOSY("deal.created", ""),
    /** Fails always until it is repaired at the end and resumed. */
    BROKEN("deal.created", "deal.value > 900"),
    /** Has no server behind its port. */
    REFUSING("deal.created", "deal.value < 100"),
    /** Has a name that does not resolve, or that the name server never answers for. */
    NAMELESS("deal.created", "deal.value < 100"),
    /** Answers 410. */
    LEAVING("deal.created", "deal.value < 100");

    private static final int LAST_BAD_ATTEMPT = 2;
    private static final double MOODINESS = 0.06;

    private final String types;
    private final String filter;

    Target(String types, String filter) {
        this.types = types;
        this.filter = filter;
    }

    /** What types and filter say, in Java. */
    boolean wants(Published event) {
        boolean created = event.type().equals("deal.created");
        return switch (this) {
            case STEADY -> true;
            case FILTERED -> event.value() > 500;
            case MOODY -> !created;
            case FAR -> event.value() > 800;
            case SERIAL -> event.value() > 850;
            case CHOOSY -> created;
            case BROKEN -> created && event.value() > 900;
            case REFUSING, NAMELESS, LEAVING -> created && event.value() < 100;
        };
    }

    String owner() {
        return name().toLowerCase(Locale.ROOT) + "@crm.example";
    }

    /** Whether it is paused by what happens to it, and nobody resumes it. */
    boolean staysPaused() {
        return this == REFUSING || this == NAMELESS || this == LEAVING;
    }

    boolean isPausedOnce() {
        return staysPaused() || this == BROKEN;
    }

    /** As the HTTP API takes it. */
    Map<String, Object> body(Receivers receivers, boolean slowNames) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "url",
                switch (this) {
                    case REFUSING -> "http://127.0.0.1:1/";
                    case NAMELESS -> "http://nowhere.invalid/";
                    case FAR -> receivers.url(this, slowNames ? "far." + SlowNames.SLOW : Receivers.HOST);
                    default -> receivers.url(this, Receivers.HOST);
                });
        body.put("description", name());
        body.put("owner_email", owner());
        body.put("event_types", List.of(types));
        body.put("filter", filter);
        body.put("serialize", this == SERIAL);
        return body;
    }

    Reaction reaction(int attempt, boolean poison, boolean repaired, RandomGenerator random) {
        return switch (this) {
            case MOODY, SERIAL ->
                attempt <= LAST_BAD_ATTEMPT && random.nextDouble() < MOODINESS
                        ? Reaction.failure(random)
                        : Reaction.ACCEPT;
            case CHOOSY -> poison ? Reaction.failure(random) : Reaction.ACCEPT;
            case BROKEN -> repaired ? Reaction.ACCEPT : Reaction.failure(random);
            case LEAVING -> Reaction.GONE;
            default -> Reaction.ACCEPT;
        };
    }
}
