package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.endpoint.ClientCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/** A self-signed certificate, freshly made by the JDK's own keytool. */
record TestCertificate(Path store) {

    private static final String PASSWORD = "changeit";

    /** @param names like {@code dns:example.com} or {@code ip:127.0.0.1} */
    static TestCertificate make(Path folder, String names) throws IOException, InterruptedException {
        return make(folder, "test", names);
    }

    /** @param name its common name, one of its own in the folder */
    static TestCertificate make(Path folder, String name, String names) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + names,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool did not make a certificate for " + names);
        }
        return new TestCertificate(store);
    }

    /** For a server that shows this certificate. */
    SSLContext shown() throws GeneralSecurityException, IOException {
        return SSLContexts.custom()
                .loadKeyMaterial(store, PASSWORD.toCharArray(), PASSWORD.toCharArray())
                .build();
    }

    /** For a server that shows this certificate and asks its clients for one of these. */
    SSLContext shownTo(TestCertificate... clients) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (TestCertificate client : clients) {
            trusted.setCertificateEntry(
                    client.store.toString(), client.keyStore().getCertificate("test"));
        }
        return SSLContexts.custom()
                .loadKeyMaterial(store, PASSWORD.toCharArray(), PASSWORD.toCharArray())
                .loadTrustMaterial(trusted, null)
                .build();
    }

    /** For a client that trusts this certificate and no other. */
    TlsContexts trusted() throws GeneralSecurityException, IOException {
        return TlsContexts.trusting(keyStore());
    }

    /** As an endpoint's client certificate. */
    ClientCertificate client() throws GeneralSecurityException, IOException {
        KeyStore keys = keyStore();
        return new ClientCertificate((PrivateKey) keys.getKey("test", PASSWORD.toCharArray()), List.of((X509Certificate)
                keys.getCertificate("test")));
    }

    private KeyStore keyStore() throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }
}
