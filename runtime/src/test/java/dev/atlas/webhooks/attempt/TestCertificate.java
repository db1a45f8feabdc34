package dev.atlas.webhooks.attempt;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/** A self-signed certificate, freshly made by the JDK's own keytool. */
record TestCertificate(Path store) {

    private static final String PASSWORD = "changeit";

    /** @param names like {@code dns:example.com} or {@code ip:127.0.0.1} */
    static TestCertificate make(Path folder, String names) throws IOException, InterruptedException {
        Path store = folder.resolve("test.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
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

    /** For a client that trusts this certificate and no other. */
    SSLContext trusted() throws GeneralSecurityException, IOException {
        return SSLContexts.custom()
                .loadTrustMaterial(store, PASSWORD.toCharArray())
                .build();
    }
}
