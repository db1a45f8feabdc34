package dev.atlas.webhooks.web.delivery;

import dev.atlas.webhooks.attempt.PhaseTimings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The phases of one attempt as a bar: each segment as long as its share of the whole. Immutable. */
public record PhaseBar(List<Segment> segments) {
    /** Length of the whole bar. */
    public static final int LENGTH = 1000;

    private static final int SHORTEST = 6; // still to be seen

    public PhaseBar {
        segments = List.copyOf(segments);
    }

    /**
     * One phase.
     *
     * @param name for people
     * @param style tells the style sheet which colour it has
     * @param start place on the bar, 0 to {@link #LENGTH}
     */
    public record Segment(String name, String style, long millis, long start, long length) {}

    /** Of the phases that took place; what is left of the total is the body, or the waiting that led to nothing. */
    static PhaseBar of(PhaseTimings phases) {
        long whole = Math.max(1, phases.total().toMillis());
        List<Segment> segments = new ArrayList<>();
        long spent = add(segments, "DNS", "dns", phases.dns(), 0, whole);
        spent += add(segments, "Connect", "connect", phases.connect(), spent, whole);
        spent += add(segments, "TLS", "tls", phases.tls(), spent, whole);
        spent += add(segments, "First byte", "first-byte", phases.firstByte(), spent, whole);
        Duration rest = phases.total().minusMillis(spent);
        String restName = phases.firstByte() == null ? "Waiting" : "Body";
        add(segments, restName, "rest", rest.isNegative() ? null : rest, spent, whole);
        return new PhaseBar(segments);
    }

    private static long add(
            List<Segment> segments, String name, String style, @Nullable Duration phase, long spent, long whole) {
        if (phase == null) {
            return 0;
        }
        long start = Math.min(LENGTH - SHORTEST, spent * LENGTH / whole);
        long length = Math.max(SHORTEST, Math.min(LENGTH - start, phase.toMillis() * LENGTH / whole));
        segments.add(new Segment(name, style, phase.toMillis(), start, length));
        return phase.toMillis();
    }
}
