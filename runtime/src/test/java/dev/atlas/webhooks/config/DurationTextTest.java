package dev.atlas.webhooks.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"250ms,PT0.25S", "10s,PT10S", "90s,PT1M30S", "5m,PT5M", "2h,PT2H", "30d,PT720H", "0s,PT0S"})
    void aNumberAndAUnitIsADuration(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "-1s", "1.5h", "10 s", "1h30m", "1w", "PT1S", "9999999999999s", "١s"})
    void anythingElseIsRefusedWithTheForm(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a duration; "
                        + "write a whole number and a unit (ms, s, m, h, d), such as 30s");
    }

    @Test
    void whatIsFormattedIsReadBack() {
        LongStream some = new Random(1).longs(1_000, 0, 400L * 86_400_000);
        LongStream whole = LongStream.of(0, 1, 999, 1_000, 60_000, 3_600_000, 86_400_000);
        LongStream.concat(some, whole).mapToObj(Duration::ofMillis).forEach(duration -> assertThat(
                        DurationText.parse(DurationText.format(duration)))
                .isEqualTo(duration));
    }
}
