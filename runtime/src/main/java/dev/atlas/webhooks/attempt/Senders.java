package dev.atlas.webhooks.attempt;

import java.net.InetAddress;
import java.time.InstantSource;

/** The door of this package: makes {@link Sender}s. */
public final class Senders {

    private Senders() {}

    /**
     * A sender over real sockets, by HTTP/1.1, in plain or with TLS 1.2 and up (trust and keys as the platform has them,
     * {@code javax.net.ssl.*}). It follows no redirect, repeats no request, keeps no cookie and decompresses nothing.
     *
     * @param guard judges each address just before it is connected to
     * @param clock tells when an attempt started
     * @return started; the caller closes it
     */
    public static Sender overHttp(AddressGuard guard, SenderLimits limits, InstantSource clock) {
        Network network = new Network(guard, InetAddress::getAllByName, TlsContexts.ofPlatform());
        return new HttpSender(guard, new Connections(network, limits), clock);
    }
}
