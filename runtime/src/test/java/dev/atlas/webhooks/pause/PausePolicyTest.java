package dev.atlas.webhooks.pause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PausePolicyTest {
    private static final Instant FIRST_ATTEMPT = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void aDeathPausesAnEndpointThatHasTakenNothingSinceTheFirstAttempt() {
        assertThat(PausePolicy.pauses(false, true, FIRST_ATTEMPT, null)).isTrue();
        assertThat(PausePolicy.pauses(false, true, FIRST_ATTEMPT, FIRST_ATTEMPT.minusMillis(1)))
                .isTrue();
    }

    @Test
    void aPoisonedPayloadDoesNotPauseAnEndpointThatTakesOthers() {
        assertThat(PausePolicy.pauses(false, true, FIRST_ATTEMPT, FIRST_ATTEMPT))
                .isFalse();
        assertThat(PausePolicy.pauses(false, true, FIRST_ATTEMPT, FIRST_ATTEMPT.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void goneAlwaysPausesButAReplayNeverDoes() {
        assertThat(PausePolicy.pauses(true, true, FIRST_ATTEMPT, FIRST_ATTEMPT.plusSeconds(1)))
                .isTrue();
        assertThat(PausePolicy.pauses(true, false, FIRST_ATTEMPT, null)).isFalse();
        assertThat(PausePolicy.pauses(false, false, FIRST_ATTEMPT, null)).isFalse();
    }
}
