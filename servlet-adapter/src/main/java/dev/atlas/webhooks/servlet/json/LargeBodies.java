package dev.atlas.webhooks.servlet.json;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory for large bodies: many batches that come at once must not use up all that this process has, of which each takes
 * several times its size on its way into the database. Thread-safe.
 */
public final class LargeBodies {
    /** What is smaller is read at once. */
    static final int ORDINARY = 64 * 1024;

    /** Of the memory of the process. */
    private static final int PART = 32;

    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;
    private final Duration patience;

    /** As large as this process allows. */
    public LargeBodies() {
        this(Runtime.getRuntime().maxMemory() / PART, Duration.ofSeconds(10));
    }

    /**
     * With a given size.
     *
     * @param bytes of all large bodies at a time; a larger one is taken alone
     * @param patience how long one waits for the others
     */
    LargeBodies(long bytes, Duration patience) {
        this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        this.free = new Semaphore(units, true);
        this.patience = patience;
    }

    /**
     * Waits until there is memory for a body.
     *
     * @return gives it back when it is closed
     * @throws Refusal when it takes too long
     */
    Closeable admit(int bytes) {
        int wanted = Math.min(units, bytes / UNIT + 1);
        try {
            if (free.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return () -> free.release(wanted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.tooMany(
                "too many large requests are under way; send this one again in a second, or smaller ones");
    }
}
