package dev.atlas.webhooks.attempt;

import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexer;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriterFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.nio.NHttpMessageWriter;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.util.TimeValue;
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

    private static final HttpProcessor COMPLETES_THE_HEAD = HttpProcessorBuilder.create()
            .addAll(RequestTargetHost.INSTANCE, RequestContent.INSTANCE)
            .build();

    private Http1() {}

    /** @param whenEnded run by each of the threads when it ends, also by an error */
    static DefaultConnectingIOReactor start(Runnable whenEnded) {
        ThreadFactory threads = new DaemonThreads("atlas-attempt-io");
        DefaultConnectingIOReactor reactor = new DefaultConnectingIOReactor(
                (session, attachment) -> new ClientHttp1IOEventHandler(protocolOf(session)),
                SOCKETS,
                task -> threads.newThread(() -> run(task, whenEnded)),
                null,
                e -> LOG.error("An I/O thread met an unexpected failure", e),
                null,
                ShutdownCommand.GRACEFUL_IMMEDIATE_CALLBACK);
        reactor.start();
        return reactor;
    }

    private static void run(Runnable task, Runnable whenEnded) {
        try {
            task.run();
        } finally {
            whenEnded.run();
        }
    }

    private static ClientHttp1StreamDuplexer protocolOf(ProtocolIOSession session) {
        ResponseHeads heads = new ResponseHeads(new DefaultHttpResponseParserFactory(LIMITS).create());
        return new ClientHttp1StreamDuplexer(
                session,
                COMPLETES_THE_HEAD,
                LIMITS,
                CharCodingConfig.DEFAULT,
                DefaultConnectionReuseStrategy.INSTANCE,
                heads,
                announcingTo(heads),
                DefaultContentLengthStrategy.INSTANCE,
                DefaultContentLengthStrategy.INSTANCE,
                null);
    }

    private static NHttpMessageWriter<HttpRequest> announcingTo(ResponseHeads heads) {
        NHttpMessageWriter<HttpRequest> writer = DefaultHttpRequestWriterFactory.INSTANCE.create();
        return new NHttpMessageWriter<>() {
            @Override
            public void write(HttpRequest head, SessionOutputBuffer buffer) throws IOException, HttpException {
                writer.write(head, buffer);
                heads.requestWritten();
            }

            @Override
            public void reset() {
                writer.reset();
            }
        };
    }
}
