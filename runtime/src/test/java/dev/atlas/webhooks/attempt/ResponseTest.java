package dev.atlas.webhooks.attempt;

import static dev.atlas.webhooks.attempt.SenderUnderTest.NOW;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts that get a response, over real sockets. */
class ResponseTest {

    private final SenderUnderTest sender = SenderUnderTest.create();

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void thePostCarriesExactlyTheGivenHeadersAndBody() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering(ScriptedEndpoint.OK)) {
            sender.responseOf(
                    endpoint.url("/hook/%C3%BC;a?x=1&y=%20"),
                    new Header("Content-Type", "application/json; charset=utf-8"),
                    new Header("Atlas-Attempt", "1"));

            assertThat(endpoint.requests())
                    .containsExactly("POST /hook/%C3%BC;a?x=1&y=%20 HTTP/1.1\r\n"
                            + "Content-Type: application/json; charset=utf-8\r\n"
                            + "Atlas-Attempt: 1\r\n"
                            + "Host: 127.0.0.1:" + endpoint.port() + "\r\n"
                            + "Content-Length: 14\r\n"
                            + "\r\n"
                            + "{\"id\":\"evt_1\"}");
        }
    }

    @Test
    void aUrlWithoutPathIsPostedToTheRoot() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering(ScriptedEndpoint.OK)) {
            sender.responseOf(endpoint.url("?x"));

            assertThat(endpoint.requests().get(0)).startsWith("POST /?x HTTP/1.1\r\n");
        }
    }

    @Test
    void theResponseIsReportedWithItsHeadersBodyPhasesAndAddress() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering(
                "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nX-Two: a\r\nX-Two: b\r\nContent-Length: 5\r\n\r\nwait!")) {
            AttemptResult.Responded response = sender.responseOf(endpoint.url("/"));

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.headers())
                    .contains(new Header("Retry-After", "7"), new Header("X-Two", "a"), new Header("X-Two", "b"));
            assertThat(response.body()).asString(ISO_8859_1).isEqualTo("wait!");
            assertThat(response.truncated()).isFalse();
            assertThat(response.startedAt()).isEqualTo(NOW);
            assertThat(response.remoteAddress()).isEqualTo("127.0.0.1");
            PhaseTimings phases = response.phases();
            assertThat(phases.dns()).isPositive();
            assertThat(phases.connect()).isPositive();
            assertThat(phases.tls()).isNull();
            assertThat(phases.firstByte()).isPositive();
            assertThat(phases.total())
                    .isGreaterThan(phases.dns().plus(phases.connect()).plus(phases.firstByte()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\n",
                "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: 1\r\n\r\n"
            })
    void aResponseWithoutBodyIsComplete(String response) throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering(response)) {
            AttemptResult.Responded answer = sender.responseOf(endpoint.url("/"));

            assertThat(answer.status()).isBetween(200, 204);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering("HTTP/1.1 200 OK\r\n\r\nall of it")) {
            assertThat(sender.responseOf(endpoint.url("/")).body())
                    .asString(ISO_8859_1)
                    .isEqualTo("all of it");
        }
    }

    @Test
    void aRedirectIsReportedAndNotFollowed() throws IOException {
        try (ScriptedEndpoint other = ScriptedEndpoint.answering(ScriptedEndpoint.OK);
                ScriptedEndpoint endpoint = ScriptedEndpoint.answering(
                        "HTTP/1.1 307 Over There\r\nLocation: " + other.url("/") + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(sender.responseOf(endpoint.url("/")).status()).isEqualTo(307);
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void aCompressedBodyIsKeptAsItCame() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\u0000")) {
            assertThat(sender.responseOf(endpoint.url("/")).body()).containsExactly(0x1f, 0x8b, 8, 0);
        }
    }

    @Test
    void cookiesAndCredentialsAreNotPlayedBack() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.keepingAlive(String.join(
                "\r\n",
                "HTTP/1.1 401 Who?",
                "Set-Cookie: a=b",
                "WWW-Authenticate: Basic realm=x",
                "Content-Length: 0",
                "",
                ""))) {
            sender.responseOf(endpoint.url("/"));
            sender.responseOf(endpoint.url("/"));

            assertThat(endpoint.requests()).hasSize(2);
            assertThat(endpoint.requests().get(1))
                    .doesNotContainIgnoringCase("cookie")
                    .doesNotContain("Authorization");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16_383, 16_384})
    void aBodyUpToTheLimitIsKeptWhole(int length) throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering(
                "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length))) {
            AttemptResult.Responded response = sender.responseOf(endpoint.url("/"));

            assertThat(response.body()).hasSize(length);
            assertThat(response.truncated()).isFalse();
        }
    }

    @Test
    void anEndlessBodyIsCutAndTheConnectionClosed() throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
            peer.request();
            peer.write("HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                peer.write("x".repeat(4096));
            }
        })) {
            AttemptResult.Responded response = sender.responseOf(endpoint.url("/"));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).hasSize(AttemptResult.MAX_BODY_BYTES);
            assertThat(response.truncated()).isTrue();
            assertThat(endpoint.clientIsGone()).isTrue();
        }
    }

    @Test
    void manyResponseHeadersAreKeptUpToALimit() throws IOException {
        String headers = ("X-Long: " + "v".repeat(1000) + "\r\n").repeat(50);
        try (ScriptedEndpoint endpoint =
                ScriptedEndpoint.answering("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: 0\r\n\r\n")) {
            assertThat(sender.responseOf(endpoint.url("/")).headers()).hasSize(16);
        }
    }

    @Test
    void responseHeadersWithControlCharactersAreMadePrintable() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.answering(
                "HTTP/1.1 200 OK\r\nX-Odd: a\u0001b\u001b[31m\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(sender.responseOf(endpoint.url("/")).headers()).contains(new Header("X-Odd", "a b [31m"));
        }
    }

    @Test
    void anIpv6LiteralIsReached() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.on("::1", peer -> {
            peer.request();
            peer.write(ScriptedEndpoint.OK);
        })) {
            URI url = endpoint.at("[::1]", "/");

            assertThat(sender.responseOf(url).remoteAddress()).isEqualTo("0:0:0:0:0:0:0:1");
            assertThat(endpoint.requests().get(0)).contains("Host: [::1]:" + endpoint.port() + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 413})
    void anAnswerBeforeTheWholeRequestIsReadCountsAndTheConnectionIsClosed(int status) throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.with(peer -> {
            peer.head();
            peer.write("HTTP/1.1 " + status + " Early\r\nContent-Length: 0\r\n\r\n");
            peer.awaitEnd();
        })) {
            byte[] large = new byte[16 * 1024 * 1024];
            AttemptResult result = sender.start(
                            new AttemptRequest(endpoint.url("/"), large, List.of(), SenderUnderTest.AMPLE))
                    .join();

            assertThat(result)
                    .isInstanceOfSatisfying(AttemptResult.Responded.class, response -> assertThat(response.status())
                            .isEqualTo(status));
            assertThat(endpoint.clientIsGone()).isTrue();
        }
    }
}
