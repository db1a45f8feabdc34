package dev.atlas.webhooks.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Latencies in fixed buckets, which can be added up over time and endpoints. Immutable. */
public final class Latencies {
    /** Upper bounds in milliseconds; one more bucket is for what is longer. */
    private static final int[] BOUNDS = {5, 10, 20, 35, 50, 75, 100, 150, 250, 500, 1000, 2000, 4000, 7000, 10000};

    /** How many buckets there are. */
    public static final int BUCKETS = BOUNDS.length + 1;

    /** None yet. */
    public static final Latencies NONE = new Latencies(0, 0, new long[BUCKETS]);

    private final long count;
    private final long sum;
    private final long[] buckets;

    /**
     * @param count how many there are
     * @param sum of all, in milliseconds
     * @param buckets how many are in each; not to be changed afterwards
     */
    Latencies(long count, long sum, long[] buckets) {
        this.count = count;
        this.sum = sum;
        this.buckets = buckets;
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** All added up, in milliseconds. */
    long sum() {
        return sum;
    }

    /** How many are in a bucket. */
    long bucket(int index) {
        return buckets[index];
    }

    /** These and one more. */
    public Latencies plus(long millis) {
        long[] more = buckets.clone();
        int place = Arrays.binarySearch(BOUNDS, (int) Math.min(millis, Integer.MAX_VALUE));
        more[place >= 0 ? place : -place - 1]++;
        return new Latencies(count + 1, sum + millis, more);
    }

    /** These and others. */
    public Latencies plus(Latencies others) {
        long[] both = buckets.clone();
        for (int i = 0; i < BUCKETS; i++) {
            both[i] += others.buckets[i];
        }
        return new Latencies(count + others.count, sum + others.sum, both);
    }

    /** The mean; null without any. */
    public @Nullable Long mean() {
        return count == 0 ? null : sum / count;
    }

    /**
     * The latency that a share of all do not exceed, taken as spread evenly within its bucket; what is in the last bucket
     * counts as its lower bound. Null without any.
     */
    public @Nullable Long percentile(double share) {
        if (count == 0) {
            return null;
        }
        double rank = share * count;
        long before = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            if (buckets[i] > 0 && before + buckets[i] >= rank) {
                long from = i == 0 ? 0 : BOUNDS[i - 1];
                return Math.round(from + (BOUNDS[i] - from) * (rank - before) / buckets[i]);
            }
            before += buckets[i];
        }
        return (long) BOUNDS[BOUNDS.length - 1];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Latencies that
                && count == that.count
                && sum == that.sum
                && Arrays.equals(buckets, that.buckets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(buckets);
    }

    @Override
    public String toString() {
        return "Latencies" + Arrays.toString(buckets);
    }
}
