package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.replay.ReplaySteps;
import java.time.Duration;

/** Takes the next step of each replay. */
final class ReplayWorker implements Worker {
    private static final int MOST_REPLAYS = 20;

    private final ReplaySteps steps;

    ReplayWorker(ReplaySteps steps) {
        this.steps = steps;
    }

    @Override
    public int runOnce() {
        return steps.runOnce(MOST_REPLAYS);
    }

    /** What was put off goes on soon; with nothing to do it is woken. */
    @Override
    public Pauses pauses() {
        return new Pauses(Duration.ofMillis(10), Duration.ofMinutes(10));
    }

    @Override
    public boolean does(Matter matter) {
        return matter == Matter.REPLAY;
    }
}
