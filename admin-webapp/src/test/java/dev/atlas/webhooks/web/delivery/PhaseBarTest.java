package dev.atlas.webhooks.web.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.atlas.webhooks.attempt.PhaseTimings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PhaseBarTest {

    @Test
    void eachPhaseIsAsLongAsItsShare() {
        PhaseBar bar = PhaseBar.of(new PhaseTimings(ms(100), ms(200), ms(300), ms(300), ms(1000)));

        assertThat(bar.segments())
                .extracting(PhaseBar.Segment::name, PhaseBar.Segment::start, PhaseBar.Segment::length)
                .containsExactly(
                        tuple("DNS", 0L, 100L),
                        tuple("Connect", 100L, 200L),
                        tuple("TLS", 300L, 300L),
                        tuple("First byte", 600L, 300L),
                        tuple("Body", 900L, 100L));
    }

    @Test
    void anAttemptWithoutAnAnswerWaitedForTheRest() {
        PhaseBar bar = PhaseBar.of(new PhaseTimings(ms(1), ms(2), null, null, ms(10_000)));

        assertThat(bar.segments()).extracting(PhaseBar.Segment::name).containsExactly("DNS", "Connect", "Waiting");
        assertThat(bar.segments()).allSatisfy(segment -> assertThat(segment.start() + segment.length())
                .isLessThanOrEqualTo(PhaseBar.LENGTH));
    }

    @Test
    void anAttemptThatTookNoTimeStillHasABar() {
        PhaseBar bar = PhaseBar.of(new PhaseTimings(ms(0), ms(0), null, ms(0), ms(0)));

        assertThat(bar.segments()).hasSize(4);
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
