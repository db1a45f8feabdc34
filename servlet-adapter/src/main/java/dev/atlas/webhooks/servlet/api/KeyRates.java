package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.ApiKey;
import dev.atlas.webhooks.identity.ApiKeyId;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many requests each API key has left on this node: a bucket of one second's worth that fills evenly. Thread-safe. */
final class KeyRates {
    private static final double MILLIS = 1000;

    private final int usual;
    private final InstantSource clock;
    private final Map<ApiKeyId, Bucket> buckets = new ConcurrentHashMap<>();

    /** @param usual requests a second of a key without a limit of its own; 0 for no limit */
    KeyRates(int usual, InstantSource clock) {
        this.usual = usual;
        this.clock = clock;
    }

    /** What a key has left, and at which time that was counted. */
    private record Bucket(double left, long at) {}

    /**
     * The outcome of a request.
     *
     * @param limit 0 for none
     * @param resetSeconds until the whole limit is there again
     */
    record Rate(boolean admitted, int limit, int remaining, long resetSeconds) {
        static final Rate UNLIMITED = new Rate(true, 0, 0, 0);
    }

    /** Takes one request off the key's bucket, if there is one left. */
    Rate take(ApiKey key) {
        Integer own = key.rateLimit();
        int limit = own == null ? usual : own;
        if (limit == 0) {
            return Rate.UNLIMITED;
        }
        long now = clock.millis();
        boolean[] admitted = new boolean[1];
        Bucket after = buckets.compute(key.id(), (id, before) -> {
            double left = before == null
                    ? limit
                    : Math.min(limit, before.left() + Math.max(0, now - before.at()) * limit / MILLIS);
            admitted[0] = left >= 1;
            return new Bucket(admitted[0] ? left - 1 : left, now);
        });
        long reset = (long) Math.ceil((limit - after.left()) / limit);
        return new Rate(admitted[0], limit, (int) after.left(), reset);
    }
}
