package dev.atlas.webhooks.benchmarks.filters;

import java.util.List;
import java.util.function.Supplier;

/** Rules of many workspaces, loaded into something that answers which of them an event passes. */
interface Engine {

    /** The engines compared, in the order of the tables; the first is ours. */
    List<String> NAMES = List.of("atlas", "event-ruler", "cel", "loop");

    /** How many rules of the workspace the event passes, from its bytes. */
    int route(int workspace, byte[] event);

    /** The numbers of these rules, in any order. */
    List<Integer> matched(int workspace, byte[] event);

    /**
     * What loads rules, as often as it is asked to, and fails with {@link TooSlow} when that takes longer than allowed.
     *
     * @param workspaces the rules of each workspace
     */
    static Supplier<Engine> loader(String name, List<List<CrmRule>> workspaces, Deadline deadline) {
        return switch (name) {
            case "atlas" -> AtlasEngine.loader(workspaces);
            case "event-ruler" -> () -> RulerEngine.load(workspaces, deadline);
            case "cel" -> () -> CelEngine.load(workspaces, deadline);
            case "loop" -> () -> LoopEngine.load(workspaces);
            default -> throw new IllegalArgumentException("no engine " + name + "; there are " + NAMES);
        };
    }

    /** When loading is given up; asked before each rule by the engines that are slow at it. */
    record Deadline(long nanoTime) {

        static Deadline in(int seconds) {
            return new Deadline(System.nanoTime() + seconds * 1_000_000_000L);
        }

        void check() {
            if (System.nanoTime() - nanoTime > 0) {
                throw new TooSlow();
            }
        }
    }

    /** The engine did not load in the time allowed. */
    final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
