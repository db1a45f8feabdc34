package dev.atlas.webhooks.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.endpoint.JdbcDrains.Drain;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant NOW = BEGAN.plusSeconds(10);

    @Test
    void theEndIsToldByThePaceSinceTheBeginning() {
        Drain drain = new Drain(40, BEGAN, 30);

        assertThat(drain.endsAt(20, 10, NOW))
                .as("20 delivered in 10 s, 30 are left")
                .isEqualTo(NOW.plus(Duration.ofSeconds(15)));
    }

    @Test
    void nothingIsToldBeforeAnythingIsDelivered() {
        assertThat(new Drain(10, null, 0).endsAt(20, 0, NOW)).isNull();
        assertThat(new Drain(20, BEGAN, 10).endsAt(20, 10, NOW)).isNull();
    }
}
