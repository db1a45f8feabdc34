package dev.atlas.webhooks.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.publish.AtlasOutbox;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

@DatabaseTest
class PublishedEventsTest {

    @Test
    void whatAnApplicationHasCommittedIsSeenAndNothingElse(TestDatabase database) throws Exception {
        PublishedEvents published = new PublishedEvents(database.dataSource());
        try (Connection connection = database.connect()) {
            createOutbox(connection);
            connection.setAutoCommit(false);
            publish(connection, "deal.updated", 25_000);
            connection.commit();
            publish(connection, "deal.deleted", 0);
            connection.rollback();
        }

        assertThat(published.only("deal.updated").data()).hasToString("{deal={value=25000}}");
        assertThat(published.ofType("deal.deleted")).isEmpty();
        assertThatThrownBy(() -> published.only("deal.deleted"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected one deal.deleted")
                .hasMessageContaining("deal.updated");

        published.clear();
        assertThat(published.all()).isEmpty();
    }

    private static void publish(Connection connection, String type, int value) throws Exception {
        AtlasOutbox.publish(
                connection,
                dev.atlas.webhooks.publish.Event.in(1024)
                        .type(type)
                        .data(Map.of("deal", Map.of("value", value)))
                        .build());
    }

    private static void createOutbox(Connection connection) throws Exception {
        try (InputStream script =
                        PublishedEventsTest.class.getResourceAsStream("/dev/atlas/webhooks/sql/V003__event.sql");
                Statement statement = connection.createStatement()) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            for (String sql : text.replaceAll("--.*", "").split(";\n", 0)) {
                statement.execute(sql);
            }
        }
    }
}
