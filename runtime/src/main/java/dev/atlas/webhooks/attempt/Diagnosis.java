package dev.atlas.webhooks.attempt;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.CancelledKeyException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An exception of the network or of the HTTP library, in the words of the delivery log. */
record Diagnosis(FailureKind kind, String message) {

    private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);

    /** @param phase where the attempt was when this happened */
    static Diagnosis of(Throwable thrown, PhaseClock.Phase phase) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof Network.BlockedHost) {
            return new Diagnosis(FailureKind.BLOCKED_ADDRESS, text(cause));
        }
        if (cause instanceof UnknownHostException) {
            return new Diagnosis(FailureKind.DNS, "the host name has no address");
        }
        if (cause instanceof CancellationException) {
            return new Diagnosis(FailureKind.ABANDONED, "the attempt was broken off");
        }
        boolean ofTheNetwork = cause instanceof IOException
                || cause instanceof HttpException
                || cause instanceof CancelledKeyException;
        if (!ofTheNetwork) {
            LOG.error("An attempt failed for a reason of our own", cause);
            return new Diagnosis(FailureKind.INTERNAL, "a fault in this server; its log has the details");
        }
        return switch (phase) {
            case WAITING, DNS, CONNECT -> ofConnecting(cause);
            case TLS -> new Diagnosis(FailureKind.TLS, "no secure connection: " + tlsReason(cause));
            case FIRST_BYTE, BODY -> ofExchange(cause, phase);
        };
    }

    private static Diagnosis ofConnecting(Throwable cause) {
        if (cause instanceof ConnectException
                && text(cause).toLowerCase(Locale.ROOT).contains("refused")) {
            return new Diagnosis(FailureKind.REFUSED, "the connection was refused: nothing listens on that port");
        }
        return new Diagnosis(FailureKind.CONNECT, "no connection: " + text(cause));
    }

    private static String tlsReason(Throwable cause) {
        if (find(CertificateExpiredException.class, cause) != null) {
            return "the certificate has expired";
        }
        if (find(CertificateNotYetValidException.class, cause) != null) {
            return "the certificate is not valid yet";
        }
        if (find(CertPathBuilderException.class, cause) != null) {
            return "the certificate is not signed by a known authority (self-signed, or an intermediate is missing)";
        }
        CertificateException certificate = find(CertificateException.class, cause);
        if (certificate != null) {
            return "the certificate does not fit: " + text(certificate);
        }
        return cause instanceof SSLException ? text(cause) : "the endpoint closed the connection during the handshake";
    }

    private static Diagnosis ofExchange(Throwable cause, PhaseClock.Phase phase) {
        if (cause instanceof MessageConstraintException) {
            return new Diagnosis(FailureKind.PROTOCOL, "the headers of the response are too large: " + text(cause));
        }
        if (cause instanceof SSLException) {
            // In TLS 1.3 an endpoint that does not like our certificate, or misses it, says so after the handshake.
            return new Diagnosis(FailureKind.TLS, "the endpoint broke off the secure connection: " + text(cause));
        }
        boolean cutOff = cause instanceof ConnectionClosedException || cause instanceof TruncatedChunkException;
        boolean malformed = cause instanceof HttpException || cause instanceof MalformedChunkCodingException;
        if (malformed && !cutOff) {
            return new Diagnosis(FailureKind.PROTOCOL, "the response is not valid HTTP: " + text(cause));
        }
        return new Diagnosis(
                FailureKind.RESET,
                phase == PhaseClock.Phase.FIRST_BYTE
                        ? "the endpoint closed the connection without a response"
                        : "the endpoint closed the connection before its response was complete");
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
