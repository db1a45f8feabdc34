package dev.atlas.webhooks.pipeline;

/** One step of the path that is repeated for ever. */
@FunctionalInterface
interface Worker {
    /**
     * Does what there is to do now, up to a batch.
     *
     * @return how many things were done; 0 means that there was nothing, so that the caller may wait
     */
    int runOnce();
}
