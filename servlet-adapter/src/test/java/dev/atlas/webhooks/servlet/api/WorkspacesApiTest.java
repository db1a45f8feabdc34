package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /workspaces}. */
@DatabaseTest
class WorkspacesApiTest {
    private static MailCatcher mail;
    private static JettyServer server;

    @BeforeAll
    static void start(TestDatabase database) throws Exception {
        mail = MailCatcher.start();
        server = AtlasServer.start(database, mail);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
        mail.close();
    }

    @Test
    void anOwnerGetsAnotherWorkspaceByAnAdminsKeyAndTheAuditLogKnows() throws Exception {
        Answer made = make(server, " Second home ", "Ada@example.com");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("/name")).isEqualTo("Second home");
        assertThat(made.text("/owner")).isEqualTo("ada@example.com");
        assertThat(made.text("/id"))
                .startsWith("ws_")
                .isNotEqualTo(server.get("/api/v1/workspace").text("/id"));
        assertThat(server.get("/api/v1/workspace").text("/name")).isEqualTo("Test");
        Answer log = server.get("/api/v1/audit-log?action=workspace.created");
        assertThat(log.text("/data/0/after/owner")).isEqualTo("ada@example.com");
    }

    @Test
    void whoIsNoOwnerHereGetsNoneAndWhatIsNoNameIsRefused() throws Exception {
        server.post("/api/v1/members", "{\"email\":\"vera@example.com\",\"role\":\"viewer\"}");
        assertThat(make(server, "Mine", "vera@example.com").pointers()).containsExactly("/owner");
        assertThat(make(server, "Mine", "nobody@example.com").pointers()).containsExactly("/owner");
        assertThat(make(server, " ", "ada@example.com").pointers()).containsExactly("/name");
        String manager = server.post("/api/v1/api-keys", "{\"name\":\"m\",\"scopes\":[\"read\",\"manage\"]}")
                .text("/key");
        assertThat(make(server.withKey(manager), "Mine", "ada@example.com").status())
                .isEqualTo(403);
    }

    private static Answer make(JettyServer server, String name, String owner) throws Exception {
        return server.post("/api/v1/workspaces", "{\"name\":\"%s\",\"owner\":\"%s\"}".formatted(name, owner));
    }
}
