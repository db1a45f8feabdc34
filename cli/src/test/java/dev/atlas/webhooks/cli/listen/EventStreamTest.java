package dev.atlas.webhooks.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.atlas.webhooks.cli.listen.EventStream.Message;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static EventStream of(String text) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new EventStream(in);
    }

    @Test
    void eventsAreReadInOrderAndHeartbeatsPassedOver() throws Exception {
        try (EventStream stream = of(
                ": hello\n\nevent: session\ndata: {\"a\":\"Grüße\"}\n\n: heartbeat\n\nid: 7\nevent: delivery\ndata: {}\n\n")) {
            assertThat(stream.next(LONG)).isEqualTo(new Message("session", "{\"a\":\"Grüße\"}"));
            assertThat(stream.next(LONG)).isEqualTo(new Message("delivery", "{}"));
        }
    }

    @Test
    void anEventCutOffInTheMiddleIsNotGivenOut() throws Exception {
        try (EventStream stream = of("event: delivery\ndata: {\"half\":")) {
            assertThatIOException().isThrownBy(() -> stream.next(LONG)).withMessage("the connection has ended");
        }
    }

    @Test
    void patienceEndsWithoutAnEvent() throws Exception {
        try (PipedOutputStream silent = new PipedOutputStream();
                EventStream stream = new EventStream(new PipedInputStream(silent))) {
            assertThat(stream.next(Duration.ofMillis(1))).isNull();
        }
    }
}
