package dev.atlas.webhooks.servlet.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LargeBodiesTest {
    private final LargeBodies bodies = new LargeBodies(1_000_000, Duration.ofMillis(10));

    @Test
    void thereAreNoMoreAtATimeThanMemoryForThem() throws IOException {
        Closeable first = bodies.admit(600_000);
        assertThatThrownBy(() -> bodies.admit(600_000)).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(
                        refusal.problem().status())
                .isEqualTo(429));
        try (Closeable beside = bodies.admit(300_000)) {
            assertThat(beside).isNotNull();
        }
        first.close();
        bodies.admit(900_000).close();
    }

    @Test
    void oneThatIsLargerThanAllOfItIsTakenAlone() throws IOException {
        bodies.admit(16_000_000).close();
    }
}
