package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@DatabaseTest
class EndpointsApiTest {
    private static final String PATH = "/api/v1/endpoints";
    private static final String MINIMAL = "{\"url\":\"https://93.184.216.34/hook\"}";

    private static TestDatabase database;
    private static JettyServer server;

    @BeforeAll
    static void start(TestDatabase given) throws Exception {
        database = given;
        server = AtlasServer.start(database);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void createsAnEndpointAndShowsItsSecretOnce() throws Exception {
        Answer created = server.post(
                PATH,
                """
                {"url":"https://93.184.216.34/hook","description":"CRM","owner_email":"ops@example.com",
                 "event_types":["deal.*","contact.created"],"filter":"deal.value > 10000","serialize":true,
                 "signature":"standard-webhooks","headers":{"X-Token":"hush"},"rate_limit":5,"timeout_ms":5000}""");

        assertThat(created.status()).isEqualTo(201);
        String id = created.text("/id");
        assertThat(id).matches("ep_[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(created.header("Location")).endsWith(PATH + "/" + id);
        assertThat(created.text("/secret")).startsWith("whsec_");
        Answer read = server.get(PATH + "/" + id);
        assertThat(read.json().has("secret")).isFalse();
        assertThat(read.text("/description")).isEqualTo("CRM");
        assertThat(read.text("/owner_email")).isEqualTo("ops@example.com");
        assertThat(read.texts("/event_types")).containsExactly("deal.*", "contact.created");
        assertThat(read.text("/filter")).isEqualTo("deal.value > 10000");
        assertThat(read.text("/filter_version")).isEqualTo("1");
        assertThat(read.text("/serialize")).isEqualTo("true");
        assertThat(read.text("/signature")).isEqualTo("standard-webhooks");
        assertThat(read.text("/headers/X-Token")).isEqualTo("********");
        assertThat(read.text("/rate_limit")).isEqualTo("5");
        assertThat(read.text("/timeout_ms")).isEqualTo("5000");
        assertThat(read.text("/status")).isEqualTo("active");
        assertThat(read.json().path("paused").isNull()).isTrue();
        assertThat(read.text("/last_sequence")).isEqualTo("0");
        assertThat(read.text("/created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(read.body()).doesNotContain("hush");
    }

    @Test
    void theDefaultsAreThoseOfTheContract() throws Exception {
        Answer created = server.post(PATH, MINIMAL);

        assertThat(created.texts("/event_types")).containsExactly("*");
        assertThat(created.text("/filter")).isEmpty();
        assertThat(created.text("/signature")).isEqualTo("atlas");
        assertThat(created.text("/serialize")).isEqualTo("false");
        assertThat(created.text("/timeout_ms")).isEqualTo("10000");
        assertThat(created.json().path("rate_limit").isNull()).isTrue();
        assertThat(created.json().path("owner_email").isNull()).isTrue();
    }

    @Test
    void changesOnlyWhatIsGivenAndClearsWithNull() throws Exception {
        String path =
                create("{\"url\":\"https://93.184.216.34/hook\",\"owner_email\":\"a@example.com\",\"rate_limit\":9}");

        Answer changed = server.patch(path, "{\"filter\":\"tag:enterprise\",\"owner_email\":null,\"rate_limit\":null}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/filter")).isEqualTo("tag:enterprise");
        assertThat(changed.text("/filter_version")).isEqualTo("2");
        assertThat(changed.json().path("owner_email").isNull()).isTrue();
        assertThat(changed.json().path("rate_limit").isNull()).isTrue();
        assertThat(changed.text("/url")).isEqualTo("https://93.184.216.34/hook");
    }

    @Test
    void everyWrongFieldIsReportedAtItsPlaceAndNothingIsStored() throws Exception {
        int before = server.get(PATH + "?limit=200").json().path("data").size();

        Answer types = server.post(
                PATH,
                """
                {"url":1,"description":[],"owner_email":2,"event_types":"deal.*","filter":{},"serialize":"yes",
                 "signature":3,"headers":[],"rate_limit":1.5,"timeout_ms":"10s","status":"sleeping","urll":""}""");
        assertThat(types.status()).isEqualTo(422);
        assertThat(types.pointers())
                .containsExactlyInAnyOrder(
                        "/url",
                        "/description",
                        "/owner_email",
                        "/event_types",
                        "/filter",
                        "/serialize",
                        "/signature",
                        "/headers",
                        "/rate_limit",
                        "/timeout_ms",
                        "/status",
                        "/urll");
        assertThat(types.body()).contains("did you mean url?");

        Answer values = server.post(
                PATH,
                """
                {"url":"https://93.184.216.34/","owner_email":"nobody","event_types":["deal.*","Deal!"],
                 "filter":"deal.value >","signature":"none","headers":{"Host":"x"},"rate_limit":-1,"timeout_ms":1}""");
        assertThat(values.status()).isEqualTo(422);
        assertThat(values.pointers())
                .containsExactlyInAnyOrder(
                        "/owner_email",
                        "/event_types/1",
                        "/filter",
                        "/signature",
                        "/headers/Host",
                        "/rate_limit",
                        "/timeout_ms");
        assertThat(server.get(PATH + "?limit=200").json().path("data").size()).isEqualTo(before);
    }

    @Test
    void badAndPrivateUrlsAreRefused() throws Exception {
        for (String url : List.of(
                "not a url",
                "ftp://example.com/",
                "https://user:pass@example.com/",
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/",
                "http://2130706433/")) {
            Answer answer = server.post(PATH, "{\"url\":\"" + url + "\"}");
            assertThat(answer.status()).as(url).isEqualTo(422);
            assertThat(answer.pointers()).as(url).containsExactly("/url");
        }
    }

    @Test
    void aBadFilterIsRefusedWithItsPlace() throws Exception {
        Answer answer = server.post(PATH, "{\"url\":\"https://93.184.216.34/\",\"filter\":\"deal.value >> 3 and\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).contains("/filter");
        assertThat(answer.text("/errors/0/detail")).contains("line 1");
    }

    @Test
    void pausesResumesDisablesAndEnables() throws Exception {
        String path = create(MINIMAL);

        Answer paused = server.post(path + "/pause", "{\"reason\":\"moving house\"}");
        assertThat(paused.text("/status")).isEqualTo("paused");
        assertThat(paused.text("/paused/by")).isEqualTo("member");
        assertThat(paused.text("/paused/reason")).isEqualTo("moving house");
        assertThat(paused.text("/paused/since_at")).endsWith("Z");
        assertThat(server.send("POST", path + "/pause", "").status()).isEqualTo(409);
        assertThat(server.send("POST", path + "/resume", "").text("/status")).isEqualTo("active");
        assertThat(server.send("POST", path + "/resume", "").status()).isEqualTo(409);
        assertThat(server.send("POST", path + "/disable", "").text("/status")).isEqualTo("disabled");
        assertThat(server.send("POST", path + "/enable", "").text("/status")).isEqualTo("active");
        assertThat(server.post(path + "/pause", "{\"raeson\":\"x\"}").status()).isEqualTo(422);
    }

    @Test
    void theStatusCanAlsoBePatchedAndGivenAtTheStart() throws Exception {
        String path = create("{\"url\":\"https://93.184.216.34/\",\"status\":\"disabled\"}");

        assertThat(server.get(path).text("/status")).isEqualTo("disabled");
        assertThat(server.patch(path, "{\"status\":\"active\"}").text("/status"))
                .isEqualTo("active");
        assertThat(server.patch(path, "{\"status\":\"paused\"}").text("/status"))
                .isEqualTo("paused");
        assertThat(server.patch(path, "{\"status\":\"active\"}").text("/status"))
                .isEqualTo("active");
    }

    @Test
    void showsAndRotatesTheSecretWithAnOverlap() throws Exception {
        Answer created = server.post(PATH, MINIMAL);
        String path = PATH + "/" + created.text("/id");

        Answer rotated = server.post(path + "/rotate-secret", "{\"overlap_seconds\":3600}");

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.text("/secret")).startsWith("whsec_").isNotEqualTo(created.text("/secret"));
        assertThat(rotated.text("/previous/0/secret")).isEqualTo(created.text("/secret"));
        assertThat(rotated.text("/previous/0/expires_at")).endsWith("Z");
        assertThat(server.get(path + "/secret").body()).isEqualTo(rotated.body());
        Answer tooLong = server.post(path + "/rotate-secret", "{\"overlap_seconds\":604801}");
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.pointers()).containsExactly("/overlap_seconds");
    }

    @Test
    void listsInPiecesAndForgetsWhatWasDeleted() throws Exception {
        String path = create(MINIMAL);
        create(MINIMAL);

        Answer first = server.get(PATH + "?limit=1");
        assertThat(first.json().path("data").size()).isEqualTo(1);
        Answer second = server.get(PATH + "?limit=1&after=" + first.text("/next"));
        assertThat(second.text("/data/0/id")).isNotEqualTo(first.text("/data/0/id"));

        Answer deleted = server.send("DELETE", path, "");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(server.get(path).status()).isEqualTo(404);
        assertThat(server.send("DELETE", path, "").status()).isEqualTo(404);
        assertThat(server.get(PATH + "?limit=200").body()).doesNotContain(path.substring(PATH.length() + 1));
    }

    @Test
    void anotherWorkspacesIdIsNotFound() throws Exception {
        // The same number in workspace 2: an id says which workspace it belongs to.
        String foreign = "ep_0000000000000000000000000" + "2";
        for (String id : List.of(foreign, "ep_x", "dlv_00000000000000000000000001")) {
            assertThat(server.get(PATH + "/" + id).status()).as(id).isEqualTo(404);
            assertThat(server.patch(PATH + "/" + id, "{}").status()).as(id).isEqualTo(404);
            assertThat(server.send("DELETE", PATH + "/" + id, "").status()).isEqualTo(404);
            for (String action : List.of("pause", "resume", "disable", "enable", "test", "rotate-secret")) {
                assertThat(server.send("POST", PATH + "/" + id + "/" + action, "")
                                .status())
                        .as(action)
                        .isEqualTo(404);
            }
            assertThat(server.get(PATH + "/" + id + "/secret").status()).isEqualTo(404);
            assertThat(server.get(PATH + "/" + id + "/events").status()).isEqualTo(404);
        }
    }

    private static String create(String json) throws IOException, InterruptedException {
        return PATH + "/" + server.post(PATH, json).text("/id");
    }

    @Test
    void oneWhoseRowIsDamagedIsToldAsSuchAndCanBeDeleted() throws Exception {
        String id = server.post(PATH, MINIMAL.replace("/hook", "/damaged")).text("/id");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE atlas_endpoint SET signature = 'none' WHERE url LIKE '%/damaged'");
        }
        Answer damaged = server.get(PATH + "/" + id);
        assertThat(damaged.status()).isEqualTo(500);
        assertThat(damaged.text("/detail"))
                .isEqualTo(
                        "endpoint " + id + " cannot be read: column signature holds 'none'; nothing is sent to it until"
                                + " its row in the database is mended");
        Answer list = server.get(PATH + "?limit=200");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text("/unreadable/0/id")).isEqualTo(id);
        assertThat(list.text("/unreadable/0/detail")).contains("column signature holds 'none'", "mend its row");
        assertThat(list.json().path("data").toString()).doesNotContain(id);
        assertThat(server.send("DELETE", PATH + "/" + id, "").status()).isEqualTo(204);
        assertThat(server.get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(server.get(PATH + "?limit=200").json().path("unreadable").isEmpty())
                .isTrue();
    }

    @Test
    void oneWhoseSecretCannotBeDecryptedIsToldAsSuchAndIsMendedByANewOne() throws Exception {
        String id = server.post(PATH, MINIMAL.replace("/hook", "/locked")).text("/id");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE atlas_endpoint_secret SET secret = REVERSE(secret) ORDER BY secret_id DESC LIMIT 1");
            statement.execute("UPDATE atlas_endpoint SET changed_in = 1000000 WHERE url LIKE '%/locked'");
            statement.execute("UPDATE atlas_workspace SET routing_version = 1000000");
        }
        Answer test = server.post(PATH + "/" + id + "/test", "");
        assertThat(test.status()).isEqualTo(409);
        assertThat(test.text("/detail")).contains(id + " cannot be decrypted", "atlas.master-key");
        Answer check = server.post(PATH + "/" + id + "/check-signature", "{\"headers\":\"t=1,v1=aa\",\"body\":\"{}\"}");
        assertThat(check.status()).isEqualTo(409);
        assertThat(check.text("/detail")).isEqualTo(test.text("/detail"));
        Answer secret = server.get(PATH + "/" + id + "/secret");
        assertThat(secret.status()).isEqualTo(500);
        assertThat(secret.text("/detail")).startsWith("it cannot be decrypted: ");
        assertThat(server.post(PATH + "/" + id + "/rotate-secret", "").status()).isEqualTo(200);
        assertThat(server.post(PATH + "/" + id + "/test", "").status()).isEqualTo(202);
    }
}
