package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.endpoint.ClientCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.http.nio.ssl.BasicClientTlsStrategy;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;

/**
 * How connections are secured. Each client certificate has a context of its own, so that TLS sessions are not shared
 * between them either; it is forgotten with the certificate. Thread-safe.
 */
final class TlsContexts {
    private static final char[] NO_PASSWORD = new char[0];

    private final TrustManager @Nullable [] trust;
    private final TlsStrategy anonymous;
    private final Map<ClientCertificate, TlsStrategy> known = Collections.synchronizedMap(new WeakHashMap<>());

    private TlsContexts(TrustManager @Nullable [] trust, SSLContext anonymous) {
        this.trust = trust;
        this.anonymous = strategy(anonymous);
    }

    /** Trust and keys as the platform has them ({@code javax.net.ssl.*}). */
    static TlsContexts ofPlatform() {
        return new TlsContexts(null, SSLContexts.createSystemDefault());
    }

    /** Trusts these certificates and no other. */
    static TlsContexts trusting(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return new TlsContexts(factory.getTrustManagers(), context(null, factory.getTrustManagers()));
    }

    /** For connections that show this certificate when they are asked for one; none when it is null. */
    TlsStrategy of(@Nullable ClientCertificate certificate) {
        return certificate == null ? anonymous : known.computeIfAbsent(certificate, this::make);
    }

    private TlsStrategy make(ClientCertificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "client",
                    certificate.key(),
                    NO_PASSWORD,
                    certificate.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return strategy(context(factory.getKeyManagers(), trust));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a client certificate cannot be used: " + certificate, e);
        }
    }

    private static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    /**
     * Checks the certificate against the host's name, refuses TLS 1.1 and older. Dynamic buffers: a connection that waits
     * for its endpoint, and there may be thousands, holds none.
     */
    private static TlsStrategy strategy(SSLContext context) {
        return new BasicClientTlsStrategy(context, SSLBufferMode.DYNAMIC, null, null);
    }
}
