package dev.atlas.webhooks.attempt;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/**
 * Opens connections: name, addresses, guard, TCP, TLS. The guard judges the very address that is then connected to, so
 * that a name which changes its address between two look-ups gains nothing. A few I/O threads serve all connections.
 */
final class Network implements AutoCloseable {

    /** More addresses of one host are not tried. */
    private static final int MAX_ADDRESSES = 4;

    private final AddressGuard guard;
    private final Names names;
    private final TlsContexts tls;
    private final IoThreads io = new IoThreads();

    Network(AddressGuard guard, HostLookup lookup, TlsContexts tls) {
        this.guard = guard;
        names = new Names(lookup);
        this.tls = tls;
    }

    /** Puts a new connection there into the place. */
    CompletableFuture<Connection> open(Destination destination, Connection place, Attempt attempt) {
        attempt.enter(PhaseClock.Phase.DNS);
        return names.resolve(destination.host().getHostName(), attempt).thenCompose(addresses -> {
            attempt.enter(PhaseClock.Phase.CONNECT);
            return connect(vetted(addresses), destination, place, attempt);
        });
    }

    private List<InetAddress> vetted(List<InetAddress> addresses) {
        List<InetAddress> allowed = addresses.stream()
                .filter(address -> guard.verdict(address).isEmpty())
                .limit(MAX_ADDRESSES)
                .toList();
        if (allowed.isEmpty()) {
            throw new BlockedHost(addresses.stream()
                    .flatMap(address -> guard.verdict(address).stream())
                    .findFirst()
                    .orElse("the host name has no address"));
        }
        return allowed;
    }

    /** To the first of the addresses that accepts. */
    private CompletableFuture<Connection> connect(
            List<InetAddress> addresses, Destination destination, Connection place, Attempt attempt) {
        if (attempt.ended()) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        InetAddress address = addresses.get(0);
        List<InetAddress> others = addresses.subList(1, addresses.size());
        // The last address may take all the time there is; then the attempt's deadline ends it.
        Timeout patience = others.isEmpty()
                ? Timeout.DISABLED
                : Timeout.ofMilliseconds(Math.max(1, attempt.remaining().toMillis() / addresses.size()));
        Pending<IOSession> connected = new Pending<>();
        // Chained before connecting, so that TLS starts on the I/O thread, before that reads the first byte.
        CompletableFuture<Connection> ready = connected.thenCompose(session -> {
            place.assign(session);
            return secured(session, destination, attempt).thenApply(done -> place);
        });
        attempt.connectedTo(address.getHostAddress());
        Future<?> connecting = io.connect(
                destination.host(),
                new InetSocketAddress(address, destination.host().getPort()),
                patience,
                connected);
        attempt.onEnd(() -> connecting.cancel(true));
        return ready.exceptionallyCompose(failure -> connected.isCompletedExceptionally() && !others.isEmpty()
                ? connect(others, destination, place, attempt)
                : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<?> secured(IOSession session, Destination destination, Attempt attempt) {
        if (!URIScheme.HTTPS.same(destination.host().getSchemeName())) {
            return CompletableFuture.completedFuture(session);
        }
        attempt.enter(PhaseClock.Phase.TLS);
        Pending<TransportSecurityLayer> pending = new Pending<>();
        tls.of(destination.certificate()).upgrade((ProtocolIOSession) session, destination.host(), null, null, pending);
        return pending;
    }

    /** To be called every second or so. */
    void tidy() {
        names.tidy();
        io.revive();
    }

    @Override
    public void close() {
        names.close();
        io.close();
    }

    /** No address of the host may be delivered to; the message says why. */
    static final class BlockedHost extends RuntimeException {

        private static final long serialVersionUID = 1;

        BlockedHost(String reason) {
            super(reason);
        }
    }
}
