package dev.atlas.webhooks.attempt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hc.core5.http.HeaderElement;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.MessageSupport;

/** Gathers what is kept of a response: status, headers, and the first bytes of the body. */
final class ResponseReader {

    /** More than that of names and values is dropped: it would only swell the delivery log. */
    private static final int MAX_HEADER_CHARS = 16 * 1024;

    private final HttpResponse head;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    private boolean truncated;

    ResponseReader(HttpResponse head) {
        this.head = head;
    }

    /** Takes all bytes, keeps what fits; false when there were more than are kept. */
    boolean read(ByteBuffer bytes) {
        byte[] some = new byte[Math.min(bytes.remaining(), AttemptResult.MAX_BODY_BYTES - body.size())];
        bytes.get(some);
        body.writeBytes(some);
        if (bytes.hasRemaining()) {
            truncated = true;
            bytes.position(bytes.limit());
        }
        return !truncated;
    }

    boolean truncated() {
        return truncated;
    }

    AttemptResult.Responded result(Trace trace) {
        return new AttemptResult.Responded(trace, head.getCode(), headers(), body.toByteArray(), truncated);
    }

    private List<Header> headers() {
        List<Header> kept = new ArrayList<>();
        int chars = 0;
        for (org.apache.hc.core5.http.Header header : head.getHeaders()) {
            Header received = Header.received(header.getName(), header.getValue());
            chars += received.name().length() + received.value().length();
            if (chars > MAX_HEADER_CHARS) {
                break;
            }
            kept.add(received);
        }
        return kept;
    }

    /**
     * For how long the endpoint says it keeps the connection ({@code Keep-Alive: timeout=5}), less a second, so that it is
     * never used when the endpoint may just be closing it.
     */
    Duration keepAlive() {
        Iterator<HeaderElement> elements = MessageSupport.iterate(head, "Keep-Alive");
        while (elements.hasNext()) {
            HeaderElement element = elements.next();
            if (element.getName().equalsIgnoreCase("timeout") && element.getValue() != null) {
                return seconds(element.getValue()).minusSeconds(1);
            }
        }
        return ChronoUnit.FOREVER.getDuration();
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
