package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.metrics.BestEffort;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its response over one connection. The connection's I/O thread alone calls it, from
 * {@link #produceRequest} on.
 */
final class Exchange implements AsyncClientExchangeHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Attempt attempt;
    private final Connection connection;
    private final Runnable onAnotherConnection;
    private final ByteBuffer unsent;
    private boolean begun;
    private boolean sent;
    private boolean answered;
    private @Nullable ResponseReader response;

    /** @param onAnotherConnection starts the exchange anew, when a kept connection turned out to be closed */
    Exchange(Attempt attempt, Connection connection, Runnable onAnotherConnection) {
        this.attempt = attempt;
        this.connection = connection;
        this.onAnotherConnection = onAnotherConnection;
        this.unsent = attempt.request().content();
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        checkTime();
        begun = true;
        channel.sendRequest(head(), new BasicEntityDetails(unsent.remaining(), null), context);
    }

    /** This process may have stood still, and the timer with it; by now another node may have sent the delivery. */
    private void checkTime() throws IOException {
        if (attempt.remaining().isNegative()) {
            attempt.runOutOfTime();
            throw new ConnectionClosedException("too late to send");
        }
    }

    private HttpRequest head() {
        URI url = URI.create(attempt.request().url().toASCIIString());
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        HttpRequest head = new BasicHttpRequest(
                Method.POST.name(),
                url.getScheme(),
                new URIAuthority(url.getHost(), url.getPort()),
                url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
        attempt.request().headers().forEach(header -> head.addHeader(header.name(), header.value()));
        return head;
    }

    @Override
    public int available() {
        return unsent.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        checkTime();
        channel.write(unsent);
        if (!unsent.hasRemaining() && !sent) {
            sent = true;
            channel.endStream();
        }
    }

    @Override
    public void consumeInformation(HttpResponse interim, HttpContext context) {
        answered = true;
        // 103 Early Hints and the like: the response is still to come.
    }

    @Override
    public void consumeResponse(HttpResponse head, @Nullable EntityDetails body, HttpContext context) {
        answered = true;
        attempt.enter(PhaseClock.Phase.BODY);
        response = new ResponseReader(head);
        if (body == null) {
            finish(response);
        }
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
        capacity.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer bytes) {
        if (response != null && !response.read(bytes)) {
            // Enough is known; the rest may be endless.
            finish(response);
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends org.apache.hc.core5.http.Header> trailers) {
        if (response != null) {
            finish(response);
        }
    }

    /** First the connection, then the news: the next attempt at this endpoint finds it free. */
    private void finish(ResponseReader complete) {
        if (sent && !complete.truncated()) {
            connection.keep(complete.keepAlive());
        } else {
            connection.discard();
        }
        attempt.respond(complete::result);
    }

    @Override
    public void failed(Exception cause) {
        connection.discard();
        if (!attempt.ended() && connection.reused() && swallowed(cause)) {
            if (begun) {
                BestEffort.tell(() ->
                        LOG.info("{} closed a kept connection as a request was sent; sending it once more", attempt));
            }
            attempt.insistOnNewConnection();
            onAnotherConnection.run();
        } else {
            attempt.fail(cause);
        }
    }

    /**
     * Whether the kept connection was, in all likelihood, closed before the endpoint saw this request: not one byte came
     * back. Receivers tell duplicates by the event's id, so sending once more (RFC 9110 section 9.2.2) is better than a
     * failure that only our thrift with connections made.
     */
    private boolean swallowed(Exception cause) {
        boolean bytesCameBack = answered
                || cause instanceof ResponseHeads.CutOff
                || cause instanceof MessageConstraintException
                || cause instanceof SSLException;
        return !begun || (cause instanceof IOException && !bytesCameBack);
    }

    @Override
    public void cancel() {
        failed(new ConnectionClosedException());
    }

    @Override
    public void releaseResources() {
        connection.discard();
    }
}
