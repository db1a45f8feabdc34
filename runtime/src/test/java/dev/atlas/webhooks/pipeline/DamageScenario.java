package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A runtime on whose rows somebody lays hand. */
abstract class DamageScenario {
    final TestClock clock = new TestClock();
    TestDatabase database;
    TestReceiver receiver;
    SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase given) throws IOException {
        database = given;
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(database, clock, Map.of());
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    void publish(int value) {
        atlas.publish("{\"type\":\"deal.created\",\"data\":{\"deal\":{\"value\":" + value + "}}}");
    }

    int count(String rows) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            found.next();
            return found.getInt(1);
        }
    }
}
