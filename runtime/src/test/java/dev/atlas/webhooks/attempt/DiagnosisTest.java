package dev.atlas.webhooks.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** The failures that are hard to provoke over a socket. */
class DiagnosisTest {

    @Test
    void anExpiredCertificateIsCalledThat() {
        Throwable cause = new SSLHandshakeException("PKIX path validation failed")
                .initCause(new CertPathValidatorException("validity check failed", new CertificateExpiredException()));

        assertThat(Diagnosis.of(new CompletionException(cause), PhaseClock.Phase.TLS))
                .isEqualTo(new Diagnosis(FailureKind.TLS, "no secure connection: the certificate has expired"));
    }

    @Test
    void aCertificateOfTheFutureIsCalledThat() {
        Throwable cause = new SSLHandshakeException("x").initCause(new CertificateNotYetValidException());

        assertThat(Diagnosis.of(cause, PhaseClock.Phase.TLS).message())
                .isEqualTo("no secure connection: the certificate is not valid yet");
    }

    @Test
    void noRouteIsAFailureToConnect() {
        assertThat(Diagnosis.of(new NoRouteToHostException("No route to host"), PhaseClock.Phase.CONNECT))
                .isEqualTo(new Diagnosis(FailureKind.CONNECT, "no connection: No route to host"));
        assertThat(Diagnosis.of(new ConnectException("Network is unreachable"), PhaseClock.Phase.CONNECT)
                        .kind())
                .isEqualTo(FailureKind.CONNECT);
    }

    @Test
    void aBrokenPipeIsAReset() {
        assertThat(Diagnosis.of(new IOException("Broken pipe"), PhaseClock.Phase.BODY))
                .isEqualTo(new Diagnosis(
                        FailureKind.RESET, "the endpoint closed the connection before its response was complete"));
    }

    @Test
    void aMistakeOfOursIsNotBlamedOnTheEndpoint() {
        assertThat(Diagnosis.of(new IllegalStateException("x"), PhaseClock.Phase.BODY)
                        .kind())
                .isEqualTo(FailureKind.INTERNAL);
    }
}
