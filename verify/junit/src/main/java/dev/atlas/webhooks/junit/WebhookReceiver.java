package dev.atlas.webhooks.junit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atlas.webhooks.verify.Event;
import dev.atlas.webhooks.verify.VerificationException;
import dev.atlas.webhooks.verify.Webhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A receiver on this machine for each test: it verifies what comes, keeps it and answers 204, or 400 to what is not
 * genuine.
 *
 * <pre>{@code
 * @RegisterExtension
 * final WebhookReceiver receiver = new WebhookReceiver("whsec_…");
 *
 * @Test
 * void aDealIsTold() throws Exception {
 *     endpoints.create(receiver.url());
 *     deals.win("d_91");
 *     assertThat(receiver.await(1).get(0).type()).isEqualTo("deal.closed_won");
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class WebhookReceiver implements BeforeEachCallback, AfterEachCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;

    private final List<Event> events = new ArrayList<>();
    private final List<VerificationException> refused = new ArrayList<>();
    private String secret;
    private int answer = NO_CONTENT;
    private @Nullable HttpServer server;

    /** @param secret the endpoint's, with which deliveries to this receiver are signed */
    public WebhookReceiver(String secret) {
        this.secret = secret;
    }

    /** From now on deliveries are signed with this secret: an endpoint that a test makes has one of its own. */
    public synchronized void secret(String newSecret) {
        secret = newSecret;
    }

    /** From now on this is answered to what is genuine. */
    public synchronized void answer(int status) {
        answer = status;
    }

    /** Where it listens, on a port of its own. */
    public URI url() {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("the receiver runs during a test; register it with @RegisterExtension");
        }
        return URI.create("http://127.0.0.1:" + running.getAddress().getPort() + "/");
    }

    /** What came and was genuine, in order. The same event may be there more than once, as for any receiver. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** Why the others were refused. */
    public synchronized List<VerificationException> refused() {
        return List.copyOf(refused);
    }

    /**
     * Waits until so many have come, at most ten seconds.
     *
     * @throws AssertionError when fewer have come; it tells which, and what was refused
     */
    public List<Event> await(int count) throws InterruptedException {
        return await(count, PATIENCE);
    }

    /** As {@link #await(int)}, with another patience. */
    public synchronized List<Event> await(int count, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (events.size() < count) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("expected " + count + " webhooks within " + patience.toSeconds() + " s, got "
                        + events + ", refused " + refused);
            }
            wait(left);
        }
        return List.copyOf(events);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        synchronized (this) {
            events.clear();
            refused.clear();
            answer = NO_CONTENT;
        }
        HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        fresh.createContext("/", this::take);
        fresh.start();
        server = fresh;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] payload = exchange.getRequestBody().readAllBytes();
            String header = exchange.getRequestHeaders().getFirst(Webhooks.SIGNATURE_HEADER);
            exchange.sendResponseHeaders(judge(payload, header), -1);
        }
    }

    private synchronized int judge(byte[] payload, @Nullable String header) {
        try {
            events.add(Webhooks.verify(payload, header, secret));
            notifyAll();
            return answer;
        } catch (VerificationException e) {
            refused.add(e);
            return BAD_REQUEST;
        }
    }
}
