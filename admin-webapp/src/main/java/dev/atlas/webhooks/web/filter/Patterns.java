package dev.atlas.webhooks.web.filter;

import dev.atlas.webhooks.endpoint.EventTypePattern;
import java.util.Arrays;
import java.util.List;

/** Event type patterns as people type them. */
public final class Patterns {
    private Patterns() {}

    /** The patterns in a text, apart by commas or spaces. */
    public static List<String> of(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    /** Whether one of them contains the type; those that are no pattern contain nothing. */
    static boolean contain(List<String> patterns, String type) {
        return patterns.stream().filter(EventTypePattern::isValid).anyMatch(pattern -> new EventTypePattern(pattern)
                .matches(type));
    }
}
