package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.replay.ReplaySteps;

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

    @Override
    public boolean does(Matter matter) {
        return matter == Matter.REPLAY;
    }
}
