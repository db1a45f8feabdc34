package dev.atlas.webhooks.pipeline;

import java.time.Duration;

/** One step of the path that is repeated for ever. */
@FunctionalInterface
interface Worker {
    /**
     * Does what there is to do now, up to a batch.
     *
     * @return how many things were done; 0 means that there was nothing, so that the caller may wait
     */
    int runOnce();

    /** How long to wait after a step that found nothing: at first, and at most when nothing happens for long. */
    default Pauses pauses() {
        return Pauses.always(Duration.ofMinutes(10));
    }

    /** Whether the worker is to be woken when that has turned up in the database. */
    default boolean does(Matter matter) {
        return false;
    }

    /** A shortest and a longest wait. */
    record Pauses(Duration shortest, Duration longest) {
        static Pauses always(Duration pause) {
            return new Pauses(pause, pause);
        }

        Duration after(Duration pause) {
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            return longer.compareTo(longest) > 0 ? longest : longer;
        }
    }
}
