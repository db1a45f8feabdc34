package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.ForkedProcess;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command before a running server: the ways a listener ends, and what it does with a replay. */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AtlasCommandTest {
    private static final int NOT_TAKEN = 5;
    private static final int NOTHING_CAME = 6;

    private MailCatcher mails;
    private Receiver local;
    private Standalone server;
    private Standalone otherNode;
    private AtlasClient client;

    @BeforeAll
    void start(TestDatabase database, @TempDir Path folder) throws Exception {
        mails = MailCatcher.start();
        local = Receiver.start();
        server = Standalone.start(new Surroundings(folder.resolve("a"), database, mails));
        otherNode = Standalone.start(new Surroundings(folder.resolve("b"), database, mails));
        client = new AtlasClient(server.address());
    }

    @AfterAll
    void stop() {
        otherNode.close();
        server.close();
        local.close();
        mails.close();
    }

    @Test
    void aListenerOfAnotherNodeGetsWhatIsPublishedHereWithTheHeaderThatWasAskedFor(@TempDir Path folder)
            throws Exception {
        try (Cli.Listener listener = Cli.listen(
                folder,
                otherNode.address(),
                "--forward-to",
                local.url("/header"),
                "--events",
                "deal.created",
                "--header",
                "X-Developer: ada",
                "--once")) {
            client.publish("deal.created", "{\"deal\":{\"name\":\"far\"}}");

            Received got = local.until("/header", all -> all.size() == 1).get(0);
            assertThat(got.header("X-Developer")).isEqualTo("ada");
            assertThat(got.header("Atlas-Signature")).startsWith("t=");
            assertThat(listener.process().awaitEnd()).isZero();
        }
    }

    @Test
    void whatTheLocalReceiverRefusesIsAnExitCodeAndInTheLog(@TempDir Path folder) throws Exception {
        local.answer("/refused", 500);
        try (Cli.Listener listener = Cli.listen(
                folder,
                server.address(),
                "--forward-to",
                local.url("/refused"),
                "--events",
                "task.created",
                "--once",
                "--exit-code")) {
            client.publish("task.created", "{}");

            assertThat(listener.process().awaitEnd()).isEqualTo(NOT_TAKEN);
            assertThat(listener.process().log()).contains("\"status_code\":500");
        }
    }

    @Test
    void aListenerThatHearsNothingEndsWhenItsTimeIsUp(@TempDir Path folder) throws Exception {
        ForkedProcess listener =
                Cli.run(folder, server.address(), "webhooks", "listen", "--once", "--timeout", "1s", "-e", "deal.none");
        assertThat(listener.awaitEnd()).as(listener.log()).isEqualTo(NOTHING_CAME);
    }

    @Test
    void aCertificateThatNobodyKnowsIsTakenOnlyWhenAsked(@TempDir Path folder) throws Exception {
        HttpsServer secured = selfSigned(folder);
        try {
            String address = "https://localhost:" + secured.getAddress().getPort() + "/in";
            assertThat(once(folder.resolve("strict"), "note.created", address)).isEqualTo(NOT_TAKEN);
            assertThat(once(folder.resolve("lax"), "note.updated", address, "--skip-verify"))
                    .isZero();
        } finally {
            secured.stop(0);
        }
    }

    private int once(Path folder, String type, String address, String... more) throws Exception {
        String[] options = {"--forward-to", address, "--events", type, "--once", "--exit-code"};
        String[] all = new String[options.length + more.length];
        System.arraycopy(options, 0, all, 0, options.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        try (Cli.Listener listener = Cli.listen(folder, server.address(), all)) {
            client.publish(type, "{}");
            return listener.process().awaitEnd();
        }
    }

    /** Made by the JDK's own tool. */
    private static HttpsServer selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("local.p12");
        Process keytool = new ProcessBuilder(
                        ForkedProcess.java().resolveSibling("keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void aReplayIsCountedStartedAndWatched(@TempDir Path folder) throws Exception {
        String endpoint =
                client.createEndpoint(local.url("/replayed"), "quote.created").text("/id");
        client.publish("quote.created", "{}");
        client.until(
                "api/v1/deliveries?status=delivered&endpoint=" + endpoint,
                found -> found.json().path("data").size() == 1);

        assertThat(replays(folder, "create", "--endpoint", endpoint, "--status", "delivered", "--dry-run"))
                .contains("\"count\":1");
        String begun = replays(folder, "create", "--endpoint", endpoint, "--status", "delivered");
        assertThat(begun).contains("\"id\":\"rpl_");
        String id = begun.replaceAll("(?s).*\"id\":\"(rpl_\\w+)\".*", "$1");
        local.until("/replayed", got -> got.size() == 2);
        assertThat(replays(folder, "get", id)).contains("\"status\":\"done\"");
    }

    private String replays(Path folder, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 3];
        all[0] = "replays";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "-o";
        all[all.length - 1] = "json";
        ForkedProcess command = Cli.run(folder, server.address(), all);
        assertThat(command.awaitEnd()).as(command.log()).isZero();
        return command.log();
    }
}
