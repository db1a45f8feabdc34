package dev.atlas.webhooks.benchmarks.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run has shown: counts, and every breach of a promise. */
public final class Findings {
    private static final int SHOWN = 20;

    private final Map<String, Object> counts = new LinkedHashMap<>();
    private final List<String> breaches = new ArrayList<>();

    void count(String what, Object number) {
        counts.put(what, number);
    }

    void expect(boolean kept, String breach) {
        if (!kept) {
            breaches.add(breach);
        }
    }

    /** Empty when every promise was kept. */
    public List<String> breaches() {
        return List.copyOf(breaches);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, number) -> text.append("%-48s %s%n".formatted(what, number)));
        text.append(breaches.isEmpty() ? "no breach" : breaches.size() + " BREACHES");
        breaches.stream().limit(SHOWN).forEach(breach -> text.append(System.lineSeparator())
                .append(breach));
        return text.toString();
    }
}
