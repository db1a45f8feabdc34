package dev.atlas.webhooks.attempt;

import java.io.IOException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandlerFactory;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.nio.NHttpMessageParser;
import org.apache.hc.core5.http.nio.NHttpMessageParserFactory;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The I/O threads, speaking HTTP/1.1 on every connection. Apache's HttpCore, the transport inside HttpClient, is used
 * without the client on top: what that adds (redirects, cookies, credentials, repeated requests, decompression) is what
 * a webhook must not have.
 */
final class Http1 {

    private static final Logger LOG = LoggerFactory.getLogger(Http1.class);

    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(100)
            .setBufferSize(4 * 1024)
            .build();

    /** The interval bounds how late the time-out of one address among several is noticed. */
    private static final IOReactorConfig SOCKETS = IOReactorConfig.custom()
            .setTcpNoDelay(true)
            .setSelectInterval(TimeValue.ofMilliseconds(250))
            .build();

    private Http1() {}

    static DefaultConnectingIOReactor start() {
        HttpProcessor addsToTheHead = HttpProcessorBuilder.create()
                .addAll(RequestTargetHost.INSTANCE, RequestContent.INSTANCE)
                .build();
        ClientHttp1StreamDuplexerFactory protocol = new ClientHttp1StreamDuplexerFactory(
                addsToTheHead, LIMITS, CharCodingConfig.DEFAULT, null, wholeHeads(), null, null);
        DefaultConnectingIOReactor reactor = new DefaultConnectingIOReactor(
                new ClientHttp1IOEventHandlerFactory(protocol, null, null),
                SOCKETS,
                new DaemonThreads("atlas-attempt-io"),
                null,
                e -> LOG.error("An I/O thread met an unexpected failure", e),
                null,
                ShutdownCommand.GRACEFUL_IMMEDIATE_CALLBACK);
        reactor.start();
        return reactor;
    }

    /** The library takes the end of the connection for the end of the headers; then half a head would be a success. */
    private static NHttpMessageParserFactory<HttpResponse> wholeHeads() {
        DefaultHttpResponseParserFactory parsers = new DefaultHttpResponseParserFactory(LIMITS);
        return () -> new WholeHeads(parsers.create());
    }

    private record WholeHeads(NHttpMessageParser<HttpResponse> parser) implements NHttpMessageParser<HttpResponse> {

        @Override
        public @Nullable HttpResponse parse(SessionInputBuffer buffer, boolean endOfStream)
                throws IOException, HttpException {
            HttpResponse head = parser.parse(buffer, false);
            if (head == null && endOfStream && buffer.hasData()) {
                throw new ConnectionClosedException();
            }
            return head;
        }

        @Override
        public void reset() {
            parser.reset();
        }
    }
}
