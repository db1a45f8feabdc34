package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitTest {
    private final TestClock clock = new TestClock();
    private final Wait wait = new Wait(clock);

    @Test
    void itIsOverBeforeItBeginsAndWhenItsTimeHasPassed() {
        assertThat(wait.isOver()).isTrue();
        wait.begin(Duration.ofSeconds(2));
        assertThat(wait.isOver()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(wait.isOver()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(wait.isOver()).isTrue();
    }

    @Test
    void itIsOverWhenTheClockIsPutBack() {
        wait.begin(Duration.ofSeconds(2));
        clock.advance(Duration.ofSeconds(-10));
        assertThat(wait.isOver()).isTrue();
    }
}
