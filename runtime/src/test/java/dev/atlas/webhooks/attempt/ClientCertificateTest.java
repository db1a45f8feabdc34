package dev.atlas.webhooks.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.attempt.ScriptedEndpoint.Peer;
import dev.atlas.webhooks.endpoint.ClientCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts at a receiver that asks by TLS who connects, over real sockets. */
class ClientCertificateTest {
    private static TestCertificate server;
    private static TestCertificate ada;
    private static TestCertificate bob;
    private static TestCertificate eve;

    private final List<String> clients = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws IOException, InterruptedException {
        server = TestCertificate.make(folder, "ip:127.0.0.1");
        ada = TestCertificate.make(folder, "ada", "dns:ada.example");
        bob = TestCertificate.make(folder, "bob", "dns:bob.example");
        eve = TestCertificate.make(folder, "eve", "dns:eve.example");
    }

    private static SenderUnderTest sender() throws Exception {
        return SenderUnderTest.with(SenderUnderTest.LOCAL, InetAddress::getAllByName, server.trusted());
    }

    /** Knows Ada and Bob; notes whom each request came from. */
    private ScriptedEndpoint asking(String protocol) throws Exception {
        return ScriptedEndpoint.asking(server.shownTo(ada, bob), protocol, this::note);
    }

    private void note(Peer peer) throws IOException {
        while (peer.request() != null) {
            clients.add(peer.client());
            peer.write(ScriptedEndpoint.OK);
        }
    }

    private static AttemptResult send(SenderUnderTest sender, URI url, @Nullable ClientCertificate certificate) {
        AttemptRequest request = new AttemptRequest(
                url, "{}".getBytes(StandardCharsets.UTF_8), List.of(), certificate, SenderUnderTest.AMPLE);
        return sender.start(request).orTimeout(20, TimeUnit.SECONDS).join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aReceiverThatAsksIsShownTheEndpointsCertificate(String protocol) throws Exception {
        try (SenderUnderTest sender = sender();
                ScriptedEndpoint endpoint = asking(protocol)) {
            AttemptResult result = send(sender, endpoint.url("/"), ada.client());

            assertThat(result).isInstanceOf(AttemptResult.Responded.class);
            assertThat(clients).containsExactly("CN=ada");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void withoutACertificateOrWithOneThatItDoesNotKnowTheAttemptFailsAndNothingArrives(String protocol)
            throws Exception {
        try (SenderUnderTest sender = sender();
                ScriptedEndpoint endpoint = asking(protocol)) {
            for (ClientCertificate certificate : new @Nullable ClientCertificate[] {null, eve.client()}) {
                AttemptResult result = send(sender, endpoint.url("/"), certificate);

                assertThat(result).isInstanceOf(AttemptResult.Failed.class);
                // In TLS 1.3 a receiver says no after the handshake, and may close before its words are read.
                assertThat(((AttemptResult.Failed) result).kind())
                        .isIn(
                                protocol.equals("TLSv1.2")
                                        ? List.of(FailureKind.TLS)
                                        : List.of(FailureKind.TLS, FailureKind.RESET));
            }
            assertThat(endpoint.requests()).isEmpty();
        }
    }

    @Test
    void connectionsThatWereMadeWithDifferentCertificatesAreNeverShared() throws Exception {
        try (SenderUnderTest sender = sender();
                ScriptedEndpoint endpoint = asking("TLSv1.3")) {
            for (ClientCertificate certificate : List.of(ada.client(), bob.client(), ada.client(), bob.client())) {
                assertThat(send(sender, endpoint.url("/"), certificate)).isInstanceOf(AttemptResult.Responded.class);
            }

            assertThat(clients).containsExactly("CN=ada", "CN=bob", "CN=ada", "CN=bob");
            assertThat(endpoint.connections()).isEqualTo(2);
        }
    }

    /** No Java server speaks it any more, so its first words are written by hand. */
    @Test
    void aServerThatSpeaksOnlyTls11IsRefused() throws Exception {
        byte[] hello = new byte[5 + 4 + 38];
        hello[0] = 22; // a handshake record
        hello[1] = 3;
        hello[2] = 2; // of TLS 1.1
        hello[4] = 42;
        hello[5] = 2; // ServerHello
        hello[8] = 38;
        hello[9] = 3;
        hello[10] = 2;
        hello[44] = (byte) 0xC0; // behind 32 bytes of chance and an empty session id
        hello[45] = 0x13;
        try (SenderUnderTest sender = sender();
                ScriptedEndpoint old = ScriptedEndpoint.with(peer -> {
                    peer.raw(1);
                    peer.write(hello);
                    peer.keepSilent();
                })) {
            URI url = URI.create("https://127.0.0.1:" + old.port() + "/");
            AttemptResult.Failed failure = sender.failureOf(url);

            assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
            assertThat(failure.message()).contains("TLS11");
        }
    }
}
