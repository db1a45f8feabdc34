package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.ACTOR;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.WORKSPACE;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.ok;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.ReplayAdmin;
import dev.atlas.webhooks.admin.ReplayInput;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.replay.Replay;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay whose row somebody has damaged stands still, is told of by its id, and harms no other. */
@DatabaseTest
class DamagedReplayTest extends DamageScenario {
    private Replay replayOfAll(EndpointId endpoint) {
        return ok(replays()
                .start(
                        ACTOR,
                        new ReplayInput(
                                endpoint,
                                null,
                                null,
                                List.of("delivered"),
                                null,
                                null,
                                null,
                                null,
                                false,
                                false,
                                null)));
    }

    private ReplayAdmin replays() {
        return atlas.runtime.services().replays();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "null", "{}", "{\"statuses\":[],\"ids\":[],\"filter\":\"\",\"missed\":true}"})
    void itStandsStillAndIsToldOfWhileOthersGoOnAndGoesOnItselfOnceMended(String damage) throws SQLException {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        publish(1);
        publish(2);
        atlas.settleEverything();
        Replay damaged = replayOfAll(endpoint);
        clock.advance(Duration.ofSeconds(1));
        Replay other = replayOfAll(endpoint);
        String row = " WHERE replay_id = " + damaged.id().value();
        database.execute("CREATE TABLE kept AS SELECT selection FROM atlas_replay" + row);
        database.execute("UPDATE atlas_replay SET selection = '" + damage + "'" + row);
        atlas.runtime.replays().runOnce();
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(4);
        assertThat(atlas.runtime.health().notices())
                .singleElement()
                .asString()
                .contains(damaged.id().toString(), "column selection", "mend it, or set status to 'cancelled'");
        assertThat(replays().list(WORKSPACE, new SliceRequest(10, null)).items())
                .satisfiesExactly(
                        listed -> assertThat(listed.replay()).isNotNull(), listed -> assertThat(listed.trouble())
                                .contains(damaged.id().toString(), "column selection"));

        database.execute("UPDATE atlas_replay SET selection = (SELECT selection FROM kept)" + row);
        clock.advance(Duration.ofMinutes(1));
        atlas.runtime.replays().runOnce();
        assertThat(atlas.runtime.health().notices()).isEmpty();
        assertThat(ok(replays().get(damaged.id())).status())
                .isEqualTo(ok(replays().get(other.id())).status());
    }
}
