package dev.atlas.webhooks.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts over TLS, over real sockets. */
class TlsTest {

    private static TestCertificate certificate;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws IOException, InterruptedException {
        certificate = TestCertificate.make(folder, "ip:127.0.0.1,dns:good.example");
    }

    private static SenderUnderTest trusting(TestCertificate trusted) throws GeneralSecurityException, IOException {
        return SenderUnderTest.with(
                SenderUnderTest.LOCAL, host -> InetAddress.getAllByName("127.0.0.1"), trusted.trusted());
    }

    private static ScriptedEndpoint showing(TestCertificate shown, ScriptedEndpoint.Script script)
            throws GeneralSecurityException, IOException {
        return ScriptedEndpoint.secure(shown.shown(), script);
    }

    private static void answer(ScriptedEndpoint.Peer peer) throws IOException {
        while (peer.request() != null) {
            peer.write(ScriptedEndpoint.OK);
        }
    }

    @Test
    void aTrustedCertificateForTheNameIsAcceptedAndTheConnectionKept() throws Exception {
        try (SenderUnderTest sender = trusting(certificate);
                ScriptedEndpoint endpoint = showing(certificate, TlsTest::answer)) {
            AttemptResult.Responded first = sender.responseOf(endpoint.at("good.example", "/"));
            AttemptResult.Responded second = sender.responseOf(endpoint.at("good.example", "/"));

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.phases().tls()).isPositive();
            assertThat(second.phases().tls()).isNull();
            assertThat(endpoint.connections()).isEqualTo(1);
        }
    }

    @Test
    void aCertificateForTheAddressIsAccepted() throws Exception {
        try (SenderUnderTest sender = trusting(certificate);
                ScriptedEndpoint endpoint = showing(certificate, TlsTest::answer)) {
            assertThat(sender.responseOf(endpoint.url("/")).status()).isEqualTo(200);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (SenderUnderTest sender = trusting(certificate);
                ScriptedEndpoint endpoint = showing(certificate, TlsTest::answer)) {
            AttemptResult.Failed failure = sender.failureOf(endpoint.at("bad.example", "/"));

            assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
            assertThat(failure.message())
                    .isEqualTo("no secure connection: the certificate does not fit:"
                            + " No subject alternative DNS name matching bad.example found.");
            assertThat(endpoint.requests()).isEmpty();
        }
    }

    @Test
    void aSelfSignedCertificateIsRefused() throws Exception {
        try (SenderUnderTest sender = SenderUnderTest.with(
                        SenderUnderTest.LOCAL,
                        host -> InetAddress.getAllByName("127.0.0.1"),
                        TlsContexts.ofPlatform());
                ScriptedEndpoint endpoint = showing(certificate, TlsTest::answer)) {
            AttemptResult.Failed failure = sender.failureOf(endpoint.at("good.example", "/"));

            assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
            assertThat(failure.message())
                    .isEqualTo("no secure connection: the certificate is not signed by a known authority"
                            + " (self-signed, or an intermediate is missing)");
            assertThat(failure.phases().connect()).isPositive();
            assertThat(failure.phases().tls()).isNull();
            assertThat(endpoint.requests()).isEmpty();
        }
    }

    @Test
    void aPlainServerBehindAnHttpsUrlIsATlsFailure() throws Exception {
        try (SenderUnderTest sender = trusting(certificate);
                ScriptedEndpoint plain = ScriptedEndpoint.with(peer -> {
                    peer.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    peer.keepSilent();
                })) {
            AttemptResult.Failed failure = sender.failureOf(
                    plain.at("good.example", "/").resolve("https://good.example:" + plain.port() + "/"));

            assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
        }
    }

    @Test
    void closingDuringTheHandshakeIsATlsFailure() throws Exception {
        try (SenderUnderTest sender = trusting(certificate);
                ScriptedEndpoint plain = ScriptedEndpoint.with(peer -> {})) {
            AttemptResult.Failed failure =
                    sender.failureOf(plain.url("/").resolve("https://good.example:" + plain.port() + "/"));

            assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
        }
    }

    @Test
    void aHandshakeThatHangsEndsAtTheDeadline() throws Exception {
        try (SenderUnderTest sender = trusting(certificate);
                ScriptedEndpoint silent = ScriptedEndpoint.with(ScriptedEndpoint.Peer::keepSilent)) {
            AttemptResult.Failed failure = sender.failureOf(
                    silent.url("/").resolve("https://good.example:" + silent.port() + "/"), Duration.ofMillis(200));

            assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
            assertThat(failure.message())
                    .isEqualTo("no complete response within 200 ms: the TLS handshake did not finish");
            assertThat(silent.clientIsGone()).isTrue();
        }
    }
}
