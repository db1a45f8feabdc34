package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /endpoints/{id}/client-certificate}, with the certificate that the document has for an example. */
@DatabaseTest
class ClientCertificateApiTest {
    private static JettyServer server;
    private static TestDatabase database;
    private static String certificate;
    private static String key;

    private String endpoint;
    private String path;

    @BeforeAll
    static void start(TestDatabase empty) throws Exception {
        database = empty;
        server = AtlasServer.start(empty);
        JsonNode example =
                server.get("/api/v1/openapi.json").json().at("/components/schemas/NewClientCertificate/examples/0");
        certificate = example.path("certificate").asString();
        key = example.path("private_key").asString();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @BeforeEach
    void makeEndpoint() throws Exception {
        endpoint = server.post("/api/v1/endpoints", "{\"url\":\"https://example.com/\"}")
                .text("/id");
        path = "/api/v1/endpoints/" + endpoint + "/client-certificate";
    }

    private Answer put(String body) throws Exception {
        return server.send("PUT", path, body, "Content-Type", "application/json");
    }

    private static String pem(String certificate, String key) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("certificate", certificate)
                .put("private_key", key)
                .toString();
    }

    @Test
    void whatIsShownIsEverythingButTheKey() throws Exception {
        assertThat(server.get(path).status()).isEqualTo(404);

        Answer set = put(pem(certificate, key));

        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.text("/subject")).isEqualTo("CN=crm.example");
        assertThat(set.text("/issuer")).isEqualTo("CN=crm.example");
        assertThat(set.text("/fingerprint")).matches("([0-9a-f]{2}:){31}[0-9a-f]{2}");
        assertThat(set.text("/not_after_at")).startsWith("2126-11-01T");
        assertThat(server.get(path).body()).isEqualTo(set.body()).doesNotContain("PRIVATE");

        assertThat(server.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(server.get(path).status()).isEqualTo(404);
        assertThat(server.send("DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void theAuditLogHasWhatItWasAndIsAndNoKey() throws Exception {
        put(pem(certificate, key));
        server.send("DELETE", path, "");

        Answer log = server.get("/api/v1/audit-log?subject=" + endpoint);

        assertThat(log.text("/data/0/action")).isEqualTo("endpoint.certificate_removed");
        assertThat(log.text("/data/0/before/subject")).isEqualTo("CN=crm.example");
        assertThat(log.text("/data/1/action")).isEqualTo("endpoint.certificate_set");
        assertThat(log.text("/data/1/after/fingerprint")).hasSize(95);
        assertThat(log.body()).doesNotContain("BEGIN");
    }

    @Test
    void theDatabaseHoldsItEncryptedAndForgetsItWithItsEndpoint() throws Exception {
        put(pem(certificate, key));
        byte[] stored = stored();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("BEGIN", "crm.example");

        server.send("DELETE", "/api/v1/endpoints/" + endpoint, "");
        assertThat(stored()).isEmpty();
    }

    private byte[] stored() throws SQLException {
        try (Connection connection = database.connect();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT certificate FROM atlas_client_certificate WHERE endpoint_id ="
                                + " (SELECT MAX(endpoint_id) FROM atlas_endpoint)")) {
            return row.next() ? row.getBytes(1) : new byte[0];
        }
    }

    @Test
    void aFileOfTheFormPkcs12WillDoToo() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate read = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.UTF_8)));
        PrivateKey secret = KeyFactory.getInstance("EC")
                .generatePrivate(
                        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.replaceAll("-----[^-]*-----", ""))));
        store.setKeyEntry("x", secret, "open sesame".toCharArray(), new Certificate[] {read});
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        store.store(file, "open sesame".toCharArray());
        String base64 = Base64.getEncoder().encodeToString(file.toByteArray());

        Answer set = put("{\"pkcs12\":\"%s\",\"password\":\"open sesame\"}".formatted(base64));
        Answer wrong = put("{\"pkcs12\":\"%s\",\"password\":\"open\"}".formatted(base64));

        assertThat(set.text("/subject")).isEqualTo("CN=crm.example");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.pointers()).containsExactly("/pkcs12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | ''",
                "{\"certificate\":\"CERTIFICATE\"} | ''",
                "{\"certificate\":\"junk\",\"private_key\":\"KEY\"} | /certificate",
                "{\"certificate\":\"-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----\",\"private_key\":\"KEY\"} | /certificate",
                "{\"certificate\":\"CERTIFICATE\",\"private_key\":\"junk\"} | /private_key",
                "{\"certificate\":\"CERTIFICATE\",\"private_key\":\"-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----\"} | /private_key",
                "{\"certificate\":\"CERTIFICATE\",\"private_key\":\"-----BEGIN EC PRIVATE KEY-----AAAA-----END EC PRIVATE KEY-----\"} | /private_key",
                "{\"pkcs12\":\"AAAA\"} | /pkcs12",
                "{\"pkcs12\":\"***\"} | /pkcs12",
                "{\"pkcs12\":\"AAAA\",\"certificate\":\"x\"} | /pkcs12",
                "{\"certificate\":\"LONG\",\"private_key\":\"KEY\"} | ''",
            })
    void whatIsWrongIsSaidAndNothingIsStored(String body, String pointer) throws Exception {
        String sent = body.replace("CERTIFICATE\"", quoted(certificate))
                .replace("\"KEY\"", "\"" + quoted(key))
                .replace("LONG", "x".repeat(32_769));

        Answer answer = put(sent);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly(pointer.replace("''", ""));
        assertThat(server.get(path).status()).isEqualTo(404);
    }

    private static String quoted(String pem) {
        return pem.replace("\n", "\\n") + "\"";
    }
}
