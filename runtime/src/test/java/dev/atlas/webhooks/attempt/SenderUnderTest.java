package dev.atlas.webhooks.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.config.Cidr;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A real sender that may deliver to this machine, and a blocking way to use it. */
final class SenderUnderTest implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Duration AMPLE = Duration.ofSeconds(10);
    static final AddressGuard LOCAL = new AddressGuard(List.of(Cidr.parse("127.0.0.1/32"), Cidr.parse("::1/128")));

    private final Sender sender;

    private SenderUnderTest(Sender sender) {
        this.sender = sender;
    }

    static SenderUnderTest create() {
        return with(LOCAL, InetAddress::getAllByName, TlsContexts.ofPlatform());
    }

    static SenderUnderTest with(AddressGuard guard, HostLookup lookup, TlsContexts tls) {
        return with(guard, lookup, tls, SenderLimits.forInFlight(100));
    }

    static SenderUnderTest with(AddressGuard guard, HostLookup lookup, TlsContexts tls, SenderLimits limits) {
        Network network = new Network(guard, lookup, tls);
        return new SenderUnderTest(new HttpSender(guard, new Connections(network, limits), () -> NOW));
    }

    CompletableFuture<AttemptResult> start(URI url, Duration timeout, Header... headers) {
        return start(new AttemptRequest(url, "{\"id\":\"evt_1\"}".getBytes(UTF_8), List.of(headers), timeout));
    }

    CompletableFuture<AttemptResult> start(AttemptRequest request) {
        CompletableFuture<AttemptResult> result = new CompletableFuture<>();
        sender.send(request, first -> assertThat(result.complete(first))
                .as("the first and only call back")
                .isTrue());
        return result;
    }

    void send(AttemptRequest request, Consumer<AttemptResult> whenDone) {
        sender.send(request, whenDone);
    }

    AttemptResult send(URI url, Duration timeout, Header... headers) {
        return start(url, timeout, headers).orTimeout(20, TimeUnit.SECONDS).join();
    }

    AttemptResult.Responded responseOf(URI url, Header... headers) {
        AttemptResult result = send(url, AMPLE, headers);
        assertThat(result).isInstanceOf(AttemptResult.Responded.class);
        return (AttemptResult.Responded) result;
    }

    AttemptResult.Failed failureOf(URI url) {
        return failureOf(url, AMPLE);
    }

    AttemptResult.Failed failureOf(URI url, Duration timeout) {
        AttemptResult result = send(url, timeout);
        assertThat(result).isInstanceOf(AttemptResult.Failed.class);
        return (AttemptResult.Failed) result;
    }

    @Override
    public void close() {
        sender.close();
    }
}
