package dev.atlas.webhooks.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** A receiver over TLS that asks who connects and takes webhooks of one client only. */
final class AskingReceiver implements AutoCloseable {
    static final String PASSWORD = "changeit";

    private final Path own;
    private final Path client;
    private final HttpsServer server;
    private final List<String> callers = new CopyOnWriteArrayList<>();

    /** @param folder takes up its certificate and the client's */
    AskingReceiver(Path folder) throws Exception {
        own = certificate(folder.resolve("receiver.p12"), "receiver");
        client = certificate(folder.resolve("client.p12"), "client");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext context = context();
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asking = context.getDefaultSSLParameters();
                asking.setNeedClientAuth(true);
                parameters.setSSLParameters(asking);
            }
        });
        server.createContext("/", this::take);
        server.start();
    }

    private SSLContext context() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(own.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry(
                "client",
                KeyStore.getInstance(client.toFile(), PASSWORD.toCharArray()).getCertificate("key"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Path certificate(Path store, String name) throws Exception {
        String keytool = ProcessHandle.current().info().command().orElseThrow().replaceAll("java$", "keytool");
        Process made = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString()))
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("keytool made no " + store);
        }
        return store;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            callers.add(((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName());
            exchange.sendResponseHeaders(204, -1);
        }
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Holds its certificate, for those who shall trust it. */
    Path trustStore() {
        return own;
    }

    /** The client's certificate and key, as a file of the form PKCS #12 in base64. */
    String client() throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(client));
    }

    /** Who sent each webhook. */
    List<String> callers() {
        return callers;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
