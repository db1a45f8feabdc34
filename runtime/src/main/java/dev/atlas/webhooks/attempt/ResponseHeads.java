package dev.atlas.webhooks.attempt;

import java.io.IOException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.nio.NHttpMessageParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the response heads of one connection, in two points more strictly than the library: the end of the connection is
 * not the end of the headers, and what comes after a response is not kept for the next. One thread at a time.
 */
final class ResponseHeads implements NHttpMessageParser<HttpResponse> {

    private final NHttpMessageParser<HttpResponse> parser;
    private boolean awaited;
    private boolean begun;

    ResponseHeads(NHttpMessageParser<HttpResponse> parser) {
        this.parser = parser;
    }

    /** A request was written; its response may come. */
    void requestWritten() {
        awaited = true;
    }

    @Override
    public @Nullable HttpResponse parse(SessionInputBuffer buffer, boolean endOfStream)
            throws IOException, HttpException {
        if (!awaited && buffer.hasData()) {
            throw new HttpException("more bytes came than belong to the response");
        }
        begun |= buffer.hasData();
        HttpResponse head = parser.parse(buffer, false);
        if (head != null) {
            begun = false;
            awaited = head.getCode() < HttpStatus.SC_OK;
        } else if (endOfStream && begun) {
            throw new CutOff();
        }
        return head;
    }

    @Override
    public void reset() {
        parser.reset();
    }

    /** The connection ended amid a head, so the endpoint did see the request. */
    static final class CutOff extends ConnectionClosedException {

        private static final long serialVersionUID = 1;
    }
}
