package dev.atlas.webhooks.pipeline;

/** What a worker needs to have deliveries sent: places for attempts, the endpoints that wait for places, the dispatcher. */
record Sending(InFlight inFlight, Backlog backlog, Dispatcher dispatcher) {
    /** The places of one transaction. */
    Places places() {
        return new Places(inFlight, backlog);
    }
}
