package dev.atlas.webhooks.embedded;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks another process again and again, since it cannot tell by itself when it is done. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MS = 100;

    private Eventually() {}

    /** The first answer that is as wanted; fails after a minute with the last one. */
    public static <T> T get(String what, Callable<T> question, Predicate<T> wanted) throws Exception {
        return get(LIMIT, what, question, wanted);
    }

    /** Likewise, with a limit of one's own. */
    public static <T> T get(Duration limit, String what, Callable<T> question, Predicate<T> wanted) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        T answer = question.call();
        while (!wanted.test(answer)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + limit.toSeconds() + " s: " + what + ". Last seen: " + answer);
            }
            if (new CountDownLatch(1).await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Nobody counts down");
            }
            answer = question.call();
        }
        return answer;
    }
}
