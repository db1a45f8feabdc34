package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final TestClock clock = new TestClock();
    private final Faults faults = new Faults(clock);

    private int fails() {
        return faults.isolate("the work", () -> {
            throw new IllegalStateException("no");
        });
    }

    @Test
    void whatFailsIsToldOfUntilItWorks() {
        assertThat(fails()).isZero();
        assertThat(faults.words()).containsExactly("the work fails: no");
        clock.advance(Duration.ofSeconds(1));

        assertThat(faults.isolate("the work", () -> 3)).isEqualTo(3);
        assertThat(faults.words()).isEmpty();
    }

    @Test
    void whatGoesOnFailingIsToldOfAllTheTimeHoweverSeldomItIsTried() {
        for (int minute = 0; minute < 30; minute++) {
            fails();
            assertThat(faults.words()).containsExactly("the work fails: no");
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void whatNobodyAsksForAnyMoreIsNotToldOfForGood() {
        fails();
        clock.advance(Duration.ofMinutes(4));
        assertThat(faults.words()).as("it may come again").hasSize(1);
        clock.advance(Duration.ofMinutes(1));

        assertThat(faults.words()).isEmpty();
    }

    @Test
    void whatFailsAfreshLongAfterwardsIsTriedAtOnceAndToldOf() {
        for (int i = 0; i < 10; i++) {
            fails();
            clock.advance(Duration.ofMinutes(1));
        }
        clock.advance(Duration.ofMinutes(10));
        fails();
        clock.advance(Duration.ofSeconds(1));

        assertThat(faults.isolate("the work", () -> 1)).isEqualTo(1);
        assertThat(faults.words()).isEmpty();
    }
}
