package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /workspace}. */
@DatabaseTest
class WorkspaceApiTest {
    private static final String UNDECLARED = "{\"type\":\"rocket.launched\",\"data\":{}}";
    private static JettyServer server;

    @BeforeAll
    static void start(TestDatabase database) throws Exception {
        server = AtlasServer.start(database);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void undeclaredTypesAreTakenFromTheChangeOnAndTheAuditLogKnowsWho() throws Exception {
        Answer before = server.get("/api/v1/workspace");
        assertThat(before.text("/name")).isEqualTo("Test");
        assertThat(before.text("/id")).startsWith("ws_");
        assertThat(before.json().at("/allow_undeclared_types").asBoolean()).isFalse();
        assertThat(server.post("/api/v1/events", UNDECLARED).pointers()).containsExactly("/type");

        Answer changed = server.patch("/api/v1/workspace", "{\"allow_undeclared_types\":true}");
        assertThat(changed.json().at("/allow_undeclared_types").asBoolean()).isTrue();
        assertThat(changed.text("/name")).isEqualTo("Test");
        assertThat(server.post("/api/v1/events", UNDECLARED).status()).isEqualTo(202);
        Answer log = server.get("/api/v1/audit-log?action=workspace.updated");
        assertThat(log.json().at("/data/0/before/allow_undeclared_types").asBoolean(true))
                .isFalse();
        assertThat(log.json().at("/data/0/after/allow_undeclared_types").asBoolean(false))
                .isTrue();
        assertThat(log.json().at("/data/0/after").has("name")).isFalse();

        server.patch("/api/v1/workspace", "{\"allow_undeclared_types\":false,\"name\":\" CRM \"}");
        assertThat(server.post("/api/v1/events", UNDECLARED).status()).isEqualTo(422);
        assertThat(server.get("/api/v1/workspace").text("/name")).isEqualTo("CRM");
    }

    @Test
    void whatIsNoNameIsRefusedAndOnlyAdminsKeysChangeIt() throws Exception {
        for (String name : new String[] {"", " ", "a\\nb", "x".repeat(201)}) {
            assertThat(server.patch("/api/v1/workspace", "{\"name\":\"" + name + "\"}")
                            .pointers())
                    .containsExactly("/name");
        }
        String reader = server.post("/api/v1/api-keys", "{\"name\":\"r\",\"scopes\":[\"read\",\"manage\"]}")
                .text("/key");
        assertThat(server.withKey(reader).get("/api/v1/workspace").status()).isEqualTo(200);
        assertThat(server.withKey(reader)
                        .patch("/api/v1/workspace", "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(403);
    }
}
