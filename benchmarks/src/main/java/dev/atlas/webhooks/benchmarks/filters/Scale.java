package dev.atlas.webhooks.benchmarks.filters;

import java.util.List;
import java.util.stream.Stream;

/** How many rules, in how many workspaces, against which events; everything follows from the seed. */
record Scale(int workspaces, int rules, boolean fine, long seed) {

    /** A power of two. */
    private static final int EVENTS = 2_048;

    int total() {
        return workspaces * rules;
    }

    List<List<CrmRule>> load() {
        Crm crm = new Crm(seed);
        return Stream.generate(() -> crm.rules(rules, !fine)).limit(workspaces).toList();
    }

    List<CrmEvent> events() {
        return new Crm(seed + 1).events(EVENTS);
    }

    @Override
    public String toString() {
        return workspaces == 1 ? String.valueOf(rules) : workspaces + " × " + rules;
    }
}
