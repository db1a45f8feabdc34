package dev.atlas.webhooks.attempt;

import static dev.atlas.webhooks.attempt.FailureKind.BLOCKED_ADDRESS;
import static dev.atlas.webhooks.attempt.FailureKind.DNS;
import static dev.atlas.webhooks.attempt.FailureKind.PROTOCOL;
import static dev.atlas.webhooks.attempt.FailureKind.REFUSED;
import static dev.atlas.webhooks.attempt.FailureKind.RESET;
import static dev.atlas.webhooks.attempt.FailureKind.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts that get no complete response, over real sockets. */
class FaultTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final SenderUnderTest sender = SenderUnderTest.create();

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void aPortNobodyListensOnRefuses() throws IOException {
        URI url;
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering("")) {
            url = endpoint.url("/");
        }
        AttemptResult.Failed failure = sender.failureOf(url);

        assertThat(failure.kind()).isEqualTo(REFUSED);
        assertThat(failure.message()).isEqualTo("the connection was refused: nothing listens on that port");
        assertThat(failure.remoteAddress()).isEqualTo("127.0.0.1");
        assertThat(failure.phases().connect()).isNull();
        assertThat(failure.phases().total()).isPositive();
    }

    @Test
    void aNameWithoutAddressFailsTheLookUp() {
        AttemptResult.Failed failure = sender.failureOf(URI.create("http://nothing-here.invalid/"));

        assertThat(failure.kind()).isEqualTo(DNS);
        assertThat(failure.message()).isEqualTo("the host name has no address");
        assertThat(failure.phases().dns()).isNull();
    }

    @Test
    void aLookUpThatHangsEndsAtTheDeadlineAndHoldsUpNobody() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        HostLookup lookup = host -> {
            if (host.startsWith("slow")) {
                awaitQuietly(never);
            }
            return InetAddress.getAllByName("127.0.0.1");
        };
        try (SenderUnderTest stuck = SenderUnderTest.with(SenderUnderTest.LOCAL, lookup, TlsContexts.ofPlatform());
                ScriptedEndpoint endpoint = ScriptedEndpoint.keepingAlive(ScriptedEndpoint.OK)) {
            List<CompletableFuture<AttemptResult>> waiting = IntStream.range(0, 90)
                    .mapToObj(i -> stuck.start(endpoint.at("slow.example", "/"), SHORT))
                    .toList();
            assertThat(stuck.responseOf(endpoint.at("fine.example", "/")).status())
                    .isEqualTo(200);

            assertThat(waiting).extracting(CompletableFuture::join).allSatisfy(result -> assertThat(result)
                    .isInstanceOfSatisfying(AttemptResult.Failed.class, failure -> {
                        assertThat(failure.kind()).isEqualTo(TIMEOUT);
                        assertThat(failure.message())
                                .isEqualTo("no complete response within 200 ms:"
                                        + " the look-up of the host name had no answer");
                    }));
        }
    }

    @Test
    void manyNamesWhoseServersHangHoldUpNoOther() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        HostLookup lookup = host -> {
            if (host.startsWith("slow")) {
                awaitQuietly(never);
            }
            return InetAddress.getAllByName("127.0.0.1");
        };
        try (SenderUnderTest stuck = SenderUnderTest.with(SenderUnderTest.LOCAL, lookup, TlsContexts.ofPlatform());
                ScriptedEndpoint endpoint = ScriptedEndpoint.keepingAlive(ScriptedEndpoint.OK)) {
            for (int round = 0; round < 2; round++) {
                List<CompletableFuture<AttemptResult>> waiting = IntStream.range(0, 90)
                        .mapToObj(i -> stuck.start(endpoint.at("slow" + i + ".example", "/"), SHORT))
                        .toList();
                assertThat(stuck.responseOf(endpoint.at("fine" + round + ".example", "/"))
                                .status())
                        .isEqualTo(200);
                assertThat(waiting).extracting(CompletableFuture::join).allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(AttemptResult.Failed.class, failure -> assertThat(failure.kind())
                                .isEqualTo(TIMEOUT)));
            }
        } finally {
            never.countDown();
        }
    }

    @Test
    void aConnectionThatIsNeverAcceptedEndsAtTheDeadline() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<SocketChannel> backlog = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()));
                backlog.add(channel);
            }
            AttemptResult.Failed failure =
                    sender.failureOf(URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/"), SHORT);

            assertThat(failure.kind()).isEqualTo(TIMEOUT);
            assertThat(failure.message())
                    .isEqualTo("no complete response within 200 ms: the connection was not accepted");
            for (SocketChannel channel : backlog) {
                channel.close();
            }
        }
    }

    @Test
    void anEndpointThatAcceptsAndKeepsSilentIsLeftAtTheDeadline() throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(ScriptedEndpoint.Peer::keepSilent)) {
            AttemptResult.Failed failure = sender.failureOf(endpoint.url("/"), SHORT);

            assertThat(failure.kind()).isEqualTo(TIMEOUT);
            assertThat(failure.message())
                    .isEqualTo("no complete response within 200 ms: connected, but no response came");
            assertThat(failure.phases().total()).isBetween(SHORT, SHORT.plusSeconds(2));
            assertThat(failure.phases().connect()).isPositive();
            assertThat(failure.phases().firstByte()).isNull();
            assertThat(endpoint.clientIsGone()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n"
            })
    void aDrippingResponseDoesNotOutliveTheDeadline(String start) throws Exception {
        String drop = start.contains("chunked") ? "1\r\nx\r\n" : start.contains("102") ? start : "x";
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
            peer.request();
            peer.write(start);
            peer.drip(drop, 20);
        })) {
            AttemptResult.Failed failure = sender.failureOf(endpoint.url("/"), SHORT);

            assertThat(failure.kind()).isEqualTo(TIMEOUT);
            assertThat(failure.phases().total()).isBetween(SHORT, SHORT.plusSeconds(2));
            assertThat(endpoint.clientIsGone()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2p1\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 42 OK\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n"
            })
    void junkIsAProtocolFailure(String junk) throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
            peer.request();
            peer.write(junk);
            peer.keepSilent();
        })) {
            AttemptResult.Failed failure = sender.failureOf(endpoint.url("/"));

            assertThat(failure.kind()).isEqualTo(PROTOCOL);
            assertThat(failure.message()).startsWith("the response is not valid HTTP: ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void headersBeyondTheLimitsAreAProtocolFailure(int lines) throws IOException {
        String headers = ("X-Long: " + "v".repeat(lines == 1 ? 100_000 : 10) + "\r\n").repeat(lines);
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
            peer.request();
            peer.write("HTTP/1.1 200 OK\r\n" + headers + "\r\n");
            peer.keepSilent();
        })) {
            AttemptResult.Failed failure = sender.failureOf(endpoint.url("/"));

            assertThat(failure.kind()).isEqualTo(PROTOCOL);
            assertThat(failure.message()).startsWith("the headers of the response are too large: ");
        }
    }

    @Test
    void closingWithoutAResponseIsAReset() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(ScriptedEndpoint.Peer::request)) {
            AttemptResult.Failed failure = sender.failureOf(endpoint.url("/"));

            assertThat(failure.kind()).isEqualTo(RESET);
            assertThat(failure.message()).isEqualTo("the endpoint closed the connection without a response");
        }
    }

    @Test
    void resettingTheConnectionIsAReset() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
            peer.request();
            peer.reset();
        })) {
            assertThat(sender.failureOf(endpoint.url("/")).kind()).isEqualTo(RESET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
            })
    void anUnfinishedResponseIsAReset(String beginning) throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering(beginning)) {
            assertThat(sender.failureOf(endpoint.url("/")).kind()).isEqualTo(RESET);
        }
    }

    @Test
    void aNameThatLeadsOnlyToPrivateAddressesIsBlocked() throws UnknownHostException {
        InetAddress[] inside = addresses("10.0.0.1", "fd00::1");
        try (SenderUnderTest guarded =
                SenderUnderTest.with(new AddressGuard(List.of()), host -> inside, TlsContexts.ofPlatform())) {
            AttemptResult.Failed failure = guarded.failureOf(URI.create("http://rebind.example/"));

            assertThat(failure.kind()).isEqualTo(BLOCKED_ADDRESS);
            assertThat(failure.message()).isEqualTo("10.0.0.1 is not a public address (private network, 10.0.0.0/8)");
            assertThat(failure.remoteAddress()).isNull();
        }
    }

    @Test
    void ofSeveralAddressesOnlyTheAllowedOnesAreTriedAndTheNextWhenOneRefuses() throws IOException {
        InetAddress[] mixed = addresses("10.0.0.1", "::1", "127.0.0.1");
        try (SenderUnderTest guarded =
                        SenderUnderTest.with(SenderUnderTest.LOCAL, host -> mixed, TlsContexts.ofPlatform());
                ScriptedEndpoint endpoint = ScriptedEndpoint.answering(ScriptedEndpoint.OK)) {
            AttemptResult.Responded response = guarded.responseOf(endpoint.at("many.example", "/"));

            assertThat(response.remoteAddress()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aLiteralPrivateAddressIsBlockedBeforeAnyConnection() throws IOException {
        try (SenderUnderTest guarded = SenderUnderTest.with(
                        new AddressGuard(List.of()), InetAddress::getAllByName, TlsContexts.ofPlatform());
                ScriptedEndpoint endpoint = ScriptedEndpoint.answering(ScriptedEndpoint.OK)) {
            assertThat(guarded.failureOf(endpoint.url("/")).kind()).isEqualTo(BLOCKED_ADDRESS);
            assertThat(endpoint.connections()).isZero();
        }
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.addAll(List.of(InetAddress.getAllByName(literal)));
        }
        return addresses.toArray(InetAddress[]::new);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
