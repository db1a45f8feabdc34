package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.ACTOR;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.WORKSPACE;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.ok;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.EventTypeAdmin;
import dev.atlas.webhooks.admin.EventTypeInput;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.event.OwnTypes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event type whose row cannot be read harms nothing else; even its own events go on. */
@DatabaseTest
class DamagedEventTypeTest extends DamageScenario {
    private static final String NAME = "ship.sailed";
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"ship\":{\"type\":\"object\",\"properties\":{\"tons\":{\"type\":\"number\"}}}}}";
    private static final Map<String, String> DAMAGES = Map.of(
            "data_schema = '{'", "data_schema",
            "data_schema = ''", "data_schema",
            "data_schema = 'null'", "data_schema",
            "data_schema = '{\"type\":\"array\"}'", "data_schema",
            "data_schema = '{\"type\":\"object\",\"properties\":[]}'", "data_schema",
            "data_schema = '{\"type\":\"object\",\"properties\":{\"ship\":3}}'", "data_schema",
            "sample = '[]'", "sample",
            "sample = 'x'", "sample");

    @BeforeEach
    void declareType() {
        ok(types().create(ACTOR, NAME, new EventTypeInput("", SCHEMA, null)));
        atlas.endpoint(to(receiver.url("/hook")));
    }

    private EventTypeAdmin types() {
        return atlas.runtime.services().eventTypes();
    }

    private void publish(String type) {
        atlas.publish("{\"type\":\"" + type + "\",\"data\":{\"ship\":{\"tons\":3}}}");
        atlas.settleEverything();
    }

    /** By hand, and so that nodes look again. */
    private void damage(String assignment) throws SQLException {
        database.execute("UPDATE atlas_event_type SET " + assignment);
        database.execute("UPDATE atlas_workspace SET event_types_version = routing_version + 1,"
                + " routing_version = routing_version + 1");
    }

    @Test
    void whateverIsWrongWithItsRowEventsGoOnAndItIsToldUntilItIsMended() throws SQLException {
        int received = 0;
        for (Map.Entry<String, String> each : DAMAGES.entrySet()) {
            damage(each.getKey());
            publish("deal.created");
            publish(NAME);
            received += 2;
            assertThat(receiver.received()).as(each.getKey()).hasSize(received);
            assertThat(atlas.runtime.health().isReady()).isTrue();
            assertThat(atlas.runtime.health().notices())
                    .singleElement()
                    .asString()
                    .contains(NAME, WORKSPACE.toString(), "column " + each.getValue());
            assertThat(ok(types().get(WORKSPACE, NAME)).schema()).isEqualTo(OwnTypes.OPEN_SCHEMA);

            // Nobody is told of it, and nothing is published.
            database.execute("UPDATE atlas_event_type SET data_schema = '" + SCHEMA + "', sample = '{\"data\":{}}'");
            clock.advance(Duration.ofSeconds(11));
            atlas.runtime.catchUp().runOnce();
            assertThat(atlas.runtime.health().notices()).isEmpty();
            assertThat(ok(types().get(WORKSPACE, NAME)).schema()).isEqualTo(SCHEMA);
            clock.advance(Duration.ofSeconds(11));
        }
    }

    @Test
    void itCanBeWrittenAnewAndDeleted() throws SQLException {
        damage("data_schema = 'x'");
        assertThat(types().update(ACTOR, NAME, new EventTypeInput("Sailed.", null, null)))
                .isInstanceOf(Result.Invalid.class);
        ok(types().update(ACTOR, NAME, new EventTypeInput("Sailed.", SCHEMA, null)));
        assertThat(ok(types().get(WORKSPACE, NAME)).schema()).isEqualTo(SCHEMA);
        publish(NAME);
        assertThat(atlas.runtime.health().notices()).isEmpty();

        damage("data_schema = 'x'");
        ok(types().delete(ACTOR, NAME));
        publish("deal.created");
        assertThat(atlas.runtime.health().notices()).isEmpty();
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void filtersKnowItsFieldsAgainOnceItIsMendedThoughAPageHasSeenThatBefore() throws SQLException {
        String timed = "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"string\",\"format\":\"date-time\"}}}";
        ok(types().update(ACTOR, NAME, new EventTypeInput("", timed, null)));
        atlas.endpoint(new EndpointInput(
                receiver.url("/timed"), null, null, null, "at < created", null, null, null, null, null));
        sail();
        assertThat(receiver.received()).as("both").hasSize(2);

        damage("data_schema = 'x'");
        sail();
        assertThat(receiver.received()).as("the field is not known").hasSize(3);

        database.execute("UPDATE atlas_event_type SET data_schema = '" + timed + "'");
        assertThat(ok(types().get(WORKSPACE, NAME)).schema()).isEqualTo(timed);
        assertThat(atlas.runtime.health().notices()).isEmpty();
        clock.advance(Duration.ofSeconds(11));
        sail();
        assertThat(receiver.received()).as("both again").hasSize(5);
    }

    private void sail() {
        atlas.publish("{\"type\":\"" + NAME + "\",\"data\":{\"at\":\"2001-01-01T00:00:00Z\"}}");
        atlas.settleEverything();
    }
}
