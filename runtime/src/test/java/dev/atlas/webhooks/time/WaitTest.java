package dev.atlas.webhooks.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitTest {
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final Wait wait = new Wait(() -> now);

    @Test
    void itIsOverBeforeItBeginsAndWhenItsTimeHasPassed() {
        assertThat(wait.isOver()).isTrue();
        wait.begin(Duration.ofSeconds(2));
        assertThat(wait.isOver()).isFalse();
        advance(Duration.ofSeconds(1));
        assertThat(wait.isOver()).isFalse();
        advance(Duration.ofSeconds(1));
        assertThat(wait.isOver()).isTrue();
    }

    @Test
    void itIsOverWhenTheClockIsPutBack() {
        wait.begin(Duration.ofSeconds(2));
        advance(Duration.ofSeconds(-10));
        assertThat(wait.isOver()).isTrue();
    }

    private void advance(Duration by) {
        now = now.plus(by);
    }
}
