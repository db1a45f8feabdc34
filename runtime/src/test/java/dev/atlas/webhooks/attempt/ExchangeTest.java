package dev.atlas.webhooks.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.StrictConnPool;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    @Test
    void aProcessThatStoodStillSendsNothingWhoseTimeIsOver() throws Exception {
        AttemptRequest request = new AttemptRequest(
                URI.create("http://example.com/hook"), new byte[1], List.of(), null, Duration.ofNanos(1));
        List<AttemptResult> results = new ArrayList<>();
        List<Object> sent = new ArrayList<>();
        Attempt attempt = new Attempt(request, Instant.EPOCH, results::add);
        try (StrictConnPool<Destination, org.apache.hc.core5.reactor.IOSession> pool = new StrictConnPool<>(1, 1)) {
            Connection connection =
                    new Connection(pool, new PoolEntry<>(Destination.of(request)), Duration.ofSeconds(1));
            Exchange exchange = new Exchange(attempt, connection, () -> sent.add("again"));

            assertThatThrownBy(() ->
                            exchange.produceRequest((head, body, context) -> sent.add(head), HttpCoreContext.create()))
                    .isInstanceOf(ConnectionClosedException.class);
        }
        assertThat(sent).isEmpty();
        assertThat(results).singleElement().satisfies(result -> assertThat(((AttemptResult.Failed) result).kind())
                .isEqualTo(FailureKind.TIMEOUT));
    }
}
