package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.endpoint.ClientCertificate;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One complete POST: what goes over the wire, and how long it may take.
 *
 * @param url the endpoint's URL, http or https; {@link AddressGuard} has the last word on it
 * @param body the exact bytes to send
 * @param headers all headers but those that frame a message ({@code Host}, {@code Content-Length}, …)
 * @param certificate who we are when the endpoint asks by TLS; null for nobody
 * @param timeout one deadline over name look-up, connecting, TLS, the request and the whole response
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out; requests are never compared
public record AttemptRequest(
        URI url, byte[] body, List<Header> headers, @Nullable ClientCertificate certificate, Duration timeout) {

    /** What only the sender may write: with a second one, two programs could disagree on where the request ends. */
    private static final Set<String> WRITTEN_BY_THE_SENDER = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** From nobody in particular. */
    public AttemptRequest(URI url, byte[] body, List<Header> headers, Duration timeout) {
        this(url, body, headers, null, timeout);
    }

    /** @throws IllegalArgumentException when the timeout is not positive or a header is one that the sender writes */
    public AttemptRequest {
        body = body.clone();
        headers = List.copyOf(headers);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout of an attempt is " + timeout + "; it must be above zero");
        }
        headers.forEach(AttemptRequest::checkName);
    }

    private static void checkName(Header header) {
        if (WRITTEN_BY_THE_SENDER.contains(header.name().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the header " + header.name() + " is written by the sender itself");
        }
    }

    /** A copy of the bytes. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The bytes, only to be read. */
    ByteBuffer content() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    /** Neither headers nor body: they may hold secrets of the endpoint's owner. */
    @Override
    public String toString() {
        return "POST %s (%d bytes, within %s)".formatted(url, body.length, timeout);
    }
}
