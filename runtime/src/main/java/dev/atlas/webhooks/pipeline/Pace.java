package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rate limits of endpoints on this node: a token bucket for each endpoint that has one, which holds at most one
 * second's attempts. Thread-safe.
 */
final class Pace {
    private final InstantSource clock;
    private final Map<EndpointId, Bucket> buckets = new HashMap<>();

    Pace(InstantSource clock) {
        this.clock = clock;
    }

    private static final class Bucket {
        private final int perSecond;
        private double tokens;
        private long filledAt;

        Bucket(int perSecond, long now) {
            this.perSecond = perSecond;
            this.tokens = perSecond;
            this.filledAt = now;
        }

        void fill(long now) {
            if (now != filledAt) {
                // Not less when the clock was put back.
                tokens = Math.min(perSecond, tokens + Math.max(0, now - filledAt) * perSecond / 1000.0);
                filledAt = now;
            }
        }
    }

    /** Takes one attempt; false when the endpoint has had enough for now. Null is no limit. */
    synchronized boolean take(EndpointId endpoint, @Nullable Integer perSecond) {
        if (perSecond == null) {
            buckets.remove(endpoint);
            return true;
        }
        long now = clock.millis();
        Bucket bucket = buckets.get(endpoint);
        if (bucket == null || bucket.perSecond != perSecond) {
            bucket = new Bucket(perSecond, now);
            buckets.put(endpoint, bucket);
        }
        bucket.fill(now);
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }

    /** How many attempts the endpoint's rate allows now. */
    synchronized int available(EndpointId endpoint, @Nullable Integer perSecond) {
        if (perSecond == null) {
            return Integer.MAX_VALUE;
        }
        Bucket bucket = buckets.get(endpoint);
        if (bucket == null || bucket.perSecond != perSecond) {
            return perSecond;
        }
        bucket.fill(clock.millis());
        return (int) bucket.tokens;
    }
}
