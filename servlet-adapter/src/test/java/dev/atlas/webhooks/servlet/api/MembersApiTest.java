package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@DatabaseTest
class MembersApiTest {
    private static JettyServer server;
    private static MailCatcher mail;
    private static TestDatabase database;

    @BeforeAll
    static void start(TestDatabase given) throws Exception {
        database = given;
        mail = MailCatcher.start();
        server = AtlasServer.start(given, mail);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
        mail.close();
    }

    @Test
    void anInvitationGoesOutByMailWithALinkThatTheDatabaseAloneDoesNotGive() throws Exception {
        Answer invited = server.post("/api/v1/members", "{\"email\":\"Grace@Example.com\",\"role\":\"developer\"}");

        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        assertThat(invited.text("/email")).isEqualTo("grace@example.com");
        assertThat(invited.text("/status")).isEqualTo("invited");
        server.until("/api/v1/members", unused -> mails().size() == 1);
        CaughtMail caught = mails().get(0);
        assertThat(caught.subject()).isEqualTo("[Test] You are invited to Test");
        assertThat(caught.text()).contains("https://hooks.example.com/atlas/welcome/");
        assertThat(server.post("/api/v1/members", "{\"email\":\"grace@example.com\",\"role\":\"admin\"}")
                        .status())
                .isEqualTo(409);
    }

    private static List<CaughtMail> mails() {
        return mail.mails().stream()
                .filter(caught -> caught.to().contains("grace@example.com"))
                .toList();
    }

    @Test
    void aRoleIsChangedAndAMemberRemoved() throws Exception {
        String id = server.post("/api/v1/members", "{\"email\":\"joan@example.com\",\"role\":\"viewer\"}")
                .text("/id");
        String path = "/api/v1/members/" + id;

        assertThat(server.patch(path, "{\"role\":\"admin\"}").text("/role")).isEqualTo("admin");
        assertThat(server.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(server.get(path).status()).isEqualTo(404);
        assertThat(server.get("/api/v1/audit-log?subject=" + id).texts("/data/0/action"))
                .isEmpty();
        assertThat(server.get("/api/v1/audit-log?subject=" + id).body())
                .contains("member.invited", "member.role_changed", "member.removed");
    }

    @Test
    void onlyOwnersTouchOwnersAndOneAlwaysStays() throws Exception {
        String id = server.post("/api/v1/members", "{\"email\":\"own@example.com\",\"role\":\"admin\"}")
                .text("/id");
        String path = "/api/v1/members/" + id;
        assertThat(server.patch(path, "{\"role\":\"owner\"}").status()).isEqualTo(403);
        assertThat(server.post("/api/v1/members", "{\"email\":\"o2@example.com\",\"role\":\"owner\"}")
                        .status())
                .isEqualTo(403);
        try (Connection connection = database.connect()) {
            connection
                    .createStatement()
                    .execute("UPDATE atlas_membership SET role = 'owner' WHERE member_id ="
                            + " (SELECT member_id FROM atlas_member WHERE email = 'own@example.com')");
        }
        assertThat(server.patch(path, "{\"role\":\"viewer\"}").status()).isEqualTo(403);
        assertThat(server.send("DELETE", path, "").status()).isEqualTo(403);
    }

    @Test
    void badInputIsListed() throws Exception {
        Answer answer = server.post("/api/v1/members", "{\"email\":\"nobody\",\"role\":\"king\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly("/email", "/role");
    }
}
