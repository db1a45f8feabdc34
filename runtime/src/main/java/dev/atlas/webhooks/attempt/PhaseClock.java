package dev.atlas.webhooks.attempt;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Tells which phase an attempt is in, and how long the earlier ones took. Thread-safe. */
final class PhaseClock {

    /** In the order in which an attempt goes through them; a kept connection skips three. */
    enum Phase {
        WAITING("all connections were in use"),
        DNS("the look-up of the host name had no answer"),
        CONNECT("the connection was not accepted"),
        TLS("the TLS handshake did not finish"),
        FIRST_BYTE("connected, but no response came"),
        BODY("the response began, but did not end");

        private final String stuck;

        Phase(String stuck) {
            this.stuck = stuck;
        }

        /** What the matter is when an attempt does not get beyond this phase. */
        String stuck() {
            return stuck;
        }
    }

    private final long startedAt = System.nanoTime();
    private final Map<Phase, Duration> finished = new EnumMap<>(Phase.class);
    private Phase current = Phase.WAITING;
    private long enteredAt = startedAt;

    /** Ends the current phase and begins the next. */
    synchronized void enter(Phase next) {
        long now = System.nanoTime();
        finished.put(current, Duration.ofNanos(now - enteredAt));
        current = next;
        enteredAt = now;
    }

    synchronized Phase current() {
        return current;
    }

    synchronized PhaseTimings timings() {
        return new PhaseTimings(
                finished.get(Phase.DNS),
                finished.get(Phase.CONNECT),
                finished.get(Phase.TLS),
                finished.get(Phase.FIRST_BYTE),
                elapsed());
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }
}
