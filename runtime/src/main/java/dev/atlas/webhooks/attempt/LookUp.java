package dev.atlas.webhooks.attempt;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One look-up of a host's addresses, for all attempts that wait for it. Thread-safe. */
final class LookUp {
    private final String host;
    private final CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private boolean dropped;

    LookUp(String host, Attempt attempt) {
        this.host = host;
        attempts.add(attempt);
    }

    String host() {
        return host;
    }

    CompletableFuture<List<InetAddress>> answer() {
        return answer;
    }

    /** Another attempt waits for it; false when it was dropped. */
    synchronized boolean join(Attempt attempt) {
        if (!dropped) {
            attempts.removeIf(Attempt::ended);
            attempts.add(attempt);
        }
        return !dropped;
    }

    /** Drops it if nobody waits for it any more; tells whether it is dropped. */
    synchronized boolean dropUnlessWanted() {
        dropped = dropped || attempts.stream().allMatch(Attempt::ended);
        return dropped;
    }
}
