package dev.atlas.webhooks.attempt;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * One complete POST: what goes over the wire, and how long it may take.
 *
 * @param url the endpoint's URL, http or https; {@link AddressGuard} has the last word on it
 * @param body the exact bytes to send
 * @param headers all headers but {@code Host}, {@code Content-Length} and {@code Connection}, which the sender writes
 * @param timeout one deadline over name look-up, connecting, TLS, the request and the whole response
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out; requests are never compared
public record AttemptRequest(URI url, byte[] body, List<Header> headers, Duration timeout) {

    /** @throws IllegalArgumentException when the timeout is not positive */
    public AttemptRequest {
        body = body.clone();
        headers = List.copyOf(headers);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout of an attempt is " + timeout + "; it must be above zero");
        }
    }

    /** A copy of the bytes. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Neither headers nor body: they may hold secrets of the endpoint's owner. */
    @Override
    public String toString() {
        return "POST %s (%d bytes, within %s)".formatted(url, body.length, timeout);
    }
}
