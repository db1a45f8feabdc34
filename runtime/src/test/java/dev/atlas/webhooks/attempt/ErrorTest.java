package dev.atlas.webhooks.attempt;

import static dev.atlas.webhooks.attempt.SenderUnderTest.AMPLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Errors, as when memory has run out, in the midst of the sender. */
class ErrorTest {
    private static AttemptRequest to(URI url) {
        return new AttemptRequest(url, "{}".getBytes(UTF_8), List.of(), AMPLE);
    }

    private static void await(CompletableFuture<?> future) {
        future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void ioThreadsThatAnErrorHasEndedAreMadeAnewAndAttemptsGoOn() throws Exception {
        try (SenderUnderTest sender = SenderUnderTest.create();
                ScriptedEndpoint endpoint = ScriptedEndpoint.keepingAlive(ScriptedEndpoint.OK)) {
            for (int i = 0; i < 4; i++) {
                CompletableFuture<AttemptResult> ended = new CompletableFuture<>();
                sender.send(to(endpoint.url("/")), result -> {
                    ended.complete(result);
                    throw new InternalError("made up");
                });
                await(ended);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(sender.responseOf(endpoint.url("/")).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aResultThatCannotBeToldForWantOfMemoryIsToldLater() throws Exception {
        try (SenderUnderTest sender = SenderUnderTest.create();
                ScriptedEndpoint endpoint = ScriptedEndpoint.keepingAlive(ScriptedEndpoint.OK)) {
            AtomicInteger calls = new AtomicInteger();
            CompletableFuture<AttemptResult> told = new CompletableFuture<>();
            Consumer<AttemptResult> whenDone = result -> {
                if (calls.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("made up");
                }
                told.complete(result);
            };
            sender.send(to(endpoint.url("/")), whenDone);
            await(told);
            assertThat(told.join()).isInstanceOf(AttemptResult.Responded.class);
            assertThat(calls).hasValue(2);
        }
    }
}
