package dev.atlas.webhooks.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits. */
final class Pauses {
    /** Between two looks at a counter. */
    static final Duration LOOK = Duration.ofMillis(50);

    private Pauses() {}

    static void of(Duration length) throws InterruptedException {
        if (new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Nobody counts down");
        }
    }
}
