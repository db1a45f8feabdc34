package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import org.junit.jupiter.api.Test;

@DatabaseTest
class ReplaysApiTest {
    private static final String PATH = "/api/v1/replays";

    @Test
    void oneWhoseRowIsDamagedIsToldAsSuchAndHidesNoOther(TestDatabase database) throws Exception {
        JettyServer server = AtlasServer.start(database);
        try {
            String damaged = server.post(PATH, "{\"dead_letters\":true}").text("/id");
            database.execute("UPDATE atlas_replay SET selection = 'nonsense'");
            String other = server.post(PATH, "{\"dead_letters\":true}").text("/id");

            Answer list = server.get(PATH);
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.text("/data/0/id")).isEqualTo(other);
            assertThat(list.text("/unreadable/0/id")).isEqualTo(damaged);
            assertThat(list.text("/unreadable/0/detail")).contains(damaged, "column selection", "mend it");
            Answer one = server.get(PATH + "/" + damaged);
            assertThat(one.status()).isEqualTo(500);
            assertThat(one.text("/detail")).isEqualTo(list.text("/unreadable/0/detail"));
            assertThat(server.get("/readyz").status()).isEqualTo(200);
        } finally {
            server.stop();
        }
    }
}
