package dev.atlas.webhooks.attempt;

import static dev.atlas.webhooks.attempt.SenderUnderTest.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are kept from one attempt to the next, over real sockets. */
class KeptConnectionTest {

    private final SenderUnderTest sender = SenderUnderTest.create();

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void oneConnectionServesManyAttemptsAndOnlyTheFirstHasConnectPhases() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.keepingAlive(ScriptedEndpoint.OK)) {
            AttemptResult.Responded first = sender.responseOf(endpoint.url("/"));
            AttemptResult.Responded second = sender.responseOf(endpoint.url("/"));

            assertThat(endpoint.connections()).isEqualTo(1);
            assertThat(first.phases().connect()).isPositive();
            assertThat(second.phases().dns()).isNull();
            assertThat(second.phases().connect()).isNull();
            assertThat(second.phases().firstByte()).isPositive();
            assertThat(second.remoteAddress()).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 0\r\n\r\n"
            })
    void aConnectionTheEndpointIsAboutToCloseIsNotKept(String response) throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.keepingAlive(response)) {
            sender.responseOf(endpoint.url("/"));
            assertThat(endpoint.clientIsGone()).isTrue();
            sender.responseOf(endpoint.url("/"));

            assertThat(endpoint.connections()).isEqualTo(2);
        }
    }

    @Test
    void moreThanTheAnnouncedLengthIsIgnoredAndTheConnectionNotKept() throws Exception {
        try (ScriptedEndpoint endpoint =
                ScriptedEndpoint.keepingAlive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more")) {
            for (int i = 0; i < 20; i++) {
                assertThat(sender.responseOf(endpoint.url("/" + i)).body())
                        .asString()
                        .isEqualTo("ok");
            }
            assertThat(endpoint.requests()).hasSize(20);
            assertThat(endpoint.clientIsGone()).isTrue();
        }
    }

    @Test
    void anEndpointThatClosesAfterEachAnswerFailsNoAttempt() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering(ScriptedEndpoint.OK)) {
            for (int i = 0; i < 300; i++) {
                assertThat(sender.responseOf(endpoint.url("/" + i)).status()).isEqualTo(200);
            }
            // Whether a request fell into the closing connection or not, the endpoint read each just once.
            assertThat(endpoint.requests()).hasSize(300).doesNotHaveDuplicates();
        }
    }

    @Test
    void aRequestThatAKeptConnectionSwallowedIsSentOnceMoreOnANewOne() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
            String first = peer.request();
            peer.write(ScriptedEndpoint.OK);
            if (first != null && first.startsWith("POST /1 ")) {
                peer.head();
            }
        })) {
            sender.responseOf(endpoint.url("/1"));
            AttemptResult.Responded second = sender.responseOf(endpoint.url("/2"));

            assertThat(second.status()).isEqualTo(200);
            assertThat(second.phases().connect()).isPositive();
            assertThat(endpoint.connections()).isEqualTo(2);
        }
    }

    @Test
    void aRequestThatIsSwallowedAgainFailsTheAttempt() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
            String first = peer.request();
            if (first != null && first.startsWith("POST /1 ")) {
                peer.write(ScriptedEndpoint.OK);
                peer.request();
            }
        })) {
            sender.responseOf(endpoint.url("/1"));

            assertThat(sender.failureOf(endpoint.url("/2")).kind()).isEqualTo(FailureKind.RESET);
            assertThat(endpoint.requests()).hasSize(3);
        }
    }

    @Test
    void aRequestWhoseResponseHadBegunIsNotSentAgain() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
            peer.request();
            peer.write(ScriptedEndpoint.OK);
            peer.request();
            peer.write("HTTP/1.1 20");
        })) {
            sender.responseOf(endpoint.url("/1"));

            assertThat(sender.failureOf(endpoint.url("/2")).kind()).isEqualTo(FailureKind.RESET);
            assertThat(endpoint.requests()).hasSize(2);
        }
    }

    @Test
    void aRequestThatTimedOutOnAKeptConnectionIsNotSentAgain() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
            peer.request();
            peer.write(ScriptedEndpoint.OK);
            peer.request();
            peer.keepSilent();
        })) {
            sender.responseOf(endpoint.url("/1"));

            assertThat(sender.failureOf(endpoint.url("/2"), Duration.ofMillis(150))
                            .kind())
                    .isEqualTo(FailureKind.TIMEOUT);
            assertThat(endpoint.requests()).hasSize(2);
            assertThat(endpoint.connections()).isEqualTo(1);
        }
    }

    @Test
    void anUnusedConnectionIsClosedAfterItsTime() throws Exception {
        SenderLimits brief = new SenderLimits(10, 10, Duration.ofMillis(50));
        try (SenderUnderTest forgetful = SenderUnderTest.with(
                        SenderUnderTest.LOCAL, InetAddress::getAllByName, TlsContexts.ofPlatform(), brief);
                ScriptedEndpoint endpoint = ScriptedEndpoint.keepingAlive(ScriptedEndpoint.OK)) {
            forgetful.responseOf(endpoint.url("/"));

            assertThat(endpoint.clientIsGone()).isTrue();
        }
    }

    @Test
    void noMoreConnectionsThanAllowedAreOpenAndTheOthersWait() throws IOException {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        SenderLimits three = new SenderLimits(3, 3, Duration.ofSeconds(4));
        try (SenderUnderTest limited = SenderUnderTest.with(
                        SenderUnderTest.LOCAL, InetAddress::getAllByName, TlsContexts.ofPlatform(), three);
                ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
                    while (peer.request() != null) {
                        most.accumulateAndGet(open.incrementAndGet(), Math::max);
                        open.decrementAndGet();
                        peer.write(ScriptedEndpoint.OK);
                    }
                })) {
            List<CompletableFuture<AttemptResult>> results = IntStream.range(0, 50)
                    .mapToObj(i -> limited.start(endpoint.url("/" + i), AMPLE))
                    .toList();

            assertThat(results)
                    .extracting(CompletableFuture::join)
                    .hasOnlyElementsOfType(AttemptResult.Responded.class);
            assertThat(endpoint.connections()).isLessThanOrEqualTo(3);
            assertThat(most.get()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void attemptsAtAHangingEndpointLeaveRoomForOthersWhenTheirDeadlineEnds() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        SenderLimits two = new SenderLimits(2, 2, Duration.ofSeconds(4));
        HostLookup lookup = host -> {
            if (host.equals("hanging.example")) {
                awaitQuietly(never);
            }
            return InetAddress.getAllByName("127.0.0.1");
        };
        try (SenderUnderTest limited =
                        SenderUnderTest.with(SenderUnderTest.LOCAL, lookup, TlsContexts.ofPlatform(), two);
                ScriptedEndpoint silent = ScriptedEndpoint.with(ScriptedEndpoint.Peer::keepSilent);
                ScriptedEndpoint healthy = ScriptedEndpoint.keepingAlive(ScriptedEndpoint.OK)) {
            CompletableFuture<AttemptResult> first = limited.start(silent.url("/"), Duration.ofMillis(100));
            CompletableFuture<AttemptResult> second =
                    limited.start(silent.at("hanging.example", "/"), Duration.ofMillis(100));

            assertThat(limited.responseOf(healthy.url("/")).status()).isEqualTo(200);
            assertThat(List.of(first.join(), second.join())).hasOnlyElementsOfType(AttemptResult.Failed.class);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
