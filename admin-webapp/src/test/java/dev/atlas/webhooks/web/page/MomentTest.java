package dev.atlas.webhooks.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, now",
        "PT-4S, now",
        "PT-42S, 42s ago",
        "PT-61S, 1m ago",
        "PT-23H, 23h ago",
        "P-9D, 9d ago",
        "P-45D, 1mo ago",
        "P-800D, 2y ago",
        "PT30S, in 30s",
        "PT2H, in 2h"
    })
    void theRelativeFormUsesTheLargestUnitThatFits(Duration fromNow, String expected) {
        assertThat(new Moment(NOW.plus(fromNow), NOW).relative()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24T10:00:00Z, 2026-11-24T10:00:00.000Z", "2026-11-24T10:00:00.0456Z, 2026-11-24T10:00:00.045Z"
    })
    void theExactFormAlwaysHasMilliseconds(Instant at, String expected) {
        assertThat(new Moment(at, NOW).iso()).isEqualTo(expected);
    }
}
