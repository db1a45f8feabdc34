package dev.atlas.webhooks.benchmarks.filters;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What an engine costs before its first event.
 *
 * @param millis       by the clock, until it has answered one event of each type in each workspace, since some make parts when asked
 * @param cpuMillis    the same in processor time
 * @param bytesPerRule heap, beside the texts of the rules
 */
record LoadCost(double millis, double cpuMillis, long bytesPerRule) {

    private static final int VERIFIED_EVENTS = 500;
    /** Ours is loaded as often as it takes to have so many rules: less would drown in the heap's own noise. */
    private static final int WEIGHED_RULES = 400_000;

    /** Loads an engine, and compares its answers with plain comparisons of the rules' parts. */
    static LoadCost of(String engine, Scale scale, int seconds) {
        List<List<CrmRule>> rules = scale.load();
        List<CrmEvent> events = scale.events();
        List<byte[]> oneOfEachType = oneOfEachType(events);
        // Its classes and what they share are loaded now, not counted.
        answering(
                Engine.loader(engine, new Scale(1, 1, scale.fine(), scale.seed()).load(), Engine.Deadline.in(seconds)),
                1,
                oneOfEachType);
        Supplier<Engine> loader = Engine.loader(engine, rules, Engine.Deadline.in(seconds));
        long empty = used();
        long cpu = cpu();
        long start = System.nanoTime();
        Engine first = answering(loader, rules.size(), oneOfEachType);
        double millis = (System.nanoTime() - start) / 1e6;
        double cpuMillis = (cpu() - cpu) / 1e6;
        List<Engine> loaded = new ArrayList<>(List.of(first));
        long before = used();
        // Of ours the first one is not weighed, as what all share comes and goes with it; the slow ones are loaded only
        // once.
        int copies = engine.equals("atlas") ? Math.max(1, WEIGHED_RULES / scale.total()) : 0;
        for (int i = 0; i < copies; i++) {
            loaded.add(answering(loader, rules.size(), oneOfEachType));
        }
        long bytes = copies == 0 ? before - empty : (used() - before) / copies;
        for (int i = 0; i < VERIFIED_EVENTS; i++) {
            verify(loaded.get(i % loaded.size()), i % rules.size(), rules.get(i % rules.size()), events.get(i));
        }
        return new LoadCost(millis, cpuMillis, bytes / scale.total());
    }

    private static Engine answering(Supplier<Engine> loader, int workspaces, List<byte[]> events) {
        Engine engine = loader.get();
        for (int workspace = 0; workspace < workspaces; workspace++) {
            for (byte[] event : events) {
                engine.route(workspace, event);
            }
        }
        return engine;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<byte[]> oneOfEachType(List<CrmEvent> events) {
        Set<String> seen = new HashSet<>();
        List<byte[]> found = new ArrayList<>();
        for (CrmEvent event : events) {
            if (seen.add(event.type())) {
                found.add(event.bytes());
            }
        }
        return found;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void verify(Engine engine, int workspace, List<CrmRule> rules, CrmEvent event) {
        List<Integer> expected = IntStream.range(0, rules.size())
                .filter(rule -> rules.get(rule).matches(event))
                .boxed()
                .toList();
        List<Integer> found = List.copyOf(new TreeSet<>(engine.matched(workspace, event.bytes())));
        if (!found.equals(expected)) {
            throw new IllegalStateException(
                    engine.getClass() + " found " + found + ", expected " + expected + " of " + event.json());
        }
    }
}
