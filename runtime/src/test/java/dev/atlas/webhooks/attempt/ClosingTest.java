package dev.atlas.webhooks.attempt;

import static dev.atlas.webhooks.attempt.FailureKind.ABANDONED;
import static dev.atlas.webhooks.attempt.SenderUnderTest.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClosingTest {

    @Test
    void closingEndsEveryAttemptUnderWayAndLeavesNoThread() throws Exception {
        SenderUnderTest sender = SenderUnderTest.create();
        CountDownLatch reached = new CountDownLatch(20);
        try (ScriptedEndpoint silent = ScriptedEndpoint.with(peer -> {
                    peer.request();
                    reached.countDown();
                    peer.keepSilent();
                });
                ScriptedEndpoint healthy = ScriptedEndpoint.keepingAlive(ScriptedEndpoint.OK)) {
            sender.responseOf(healthy.url("/"));
            List<CompletableFuture<AttemptResult>> underWay = IntStream.range(0, 20)
                    .mapToObj(i -> sender.start(silent.url("/"), AMPLE))
                    .toList();
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(threads()).isNotEmpty();

            sender.close();

            assertThat(underWay).allSatisfy(attempt -> assertThat(attempt.getNow(null))
                    .isInstanceOfSatisfying(AttemptResult.Failed.class, failure -> assertThat(failure.kind())
                            .isEqualTo(ABANDONED)));
            assertThat(silent.clientIsGone()).isTrue();
            for (Thread thread : threads()) {
                thread.join(5_000);
            }
            assertThat(threads()).isEmpty();
        }
    }

    @Test
    void anAttemptAfterClosingIsAbandonedAtOnce() throws IOException {
        SenderUnderTest sender = SenderUnderTest.create();
        sender.close();
        sender.close();
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering(ScriptedEndpoint.OK)) {
            assertThat(sender.failureOf(endpoint.url("/")).kind()).isEqualTo(ABANDONED);
            assertThat(endpoint.connections()).isZero();
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("atlas-attempt"))
                .toList();
    }
}
