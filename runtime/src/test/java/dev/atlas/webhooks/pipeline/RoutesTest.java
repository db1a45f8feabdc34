package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.ACTOR;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.ok;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How changes of endpoints reach the nodes that route. */
@DatabaseTest
class RoutesTest {
    private FaultyDatabase faulty;
    private TestReceiver receiver;
    private TestClock clock;
    private SteppedRuntime atlas;
    private SteppedRuntime otherNode;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        receiver = new TestReceiver();
        clock = new TestClock();
        faulty = new FaultyDatabase(database.dataSource());
        atlas = new SteppedRuntime(faulty, clock, Map.of());
        otherNode = new SteppedRuntime(database, clock, Map.of());
    }

    @AfterEach
    void stop() {
        otherNode.close();
        atlas.close();
        receiver.close();
    }

    private EndpointId endpoint(String filter) {
        return atlas.endpoint(filtered(filter));
    }

    private EndpointInput filtered(String filter) {
        return new EndpointInput(receiver.url("/hook"), null, null, null, filter, null, null, null, null, null);
    }

    private void publishValue(int value) {
        atlas.publish("{\"type\":\"deal.created\",\"data\":{\"deal\":{\"value\":" + value + "}}}");
    }

    @Test
    void eachChangeCountsOnEveryNodeForTheNextEvent() {
        List<EndpointId> endpoints = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            endpoints.add(endpoint("deal.value = " + i));
        }
        publishValue(7);
        otherNode.settleEverything();
        assertThat(atlas.deliveries(endpoints.get(7))).hasSize(1);

        for (int i = 0; i < 20; i++) {
            ok(atlas.runtime
                    .services()
                    .endpoints()
                    .update(ACTOR, endpoints.get(i), filtered("deal.value = " + (100 + i))));
            publishValue(100 + i);
            publishValue(i);
            otherNode.settleEverything();
        }
        ok(atlas.runtime.services().endpoints().delete(ACTOR, endpoints.get(30)));
        EndpointId late = endpoint("deal.value = 30");
        publishValue(30);
        publishValue(31);
        otherNode.settleEverything();

        for (int i = 0; i < 20; i++) {
            assertThat(atlas.deliveries(endpoints.get(i))).hasSize(i == 7 ? 2 : 1);
        }
        assertThat(atlas.deliveries(endpoints.get(31))).hasSize(1);
        assertThat(atlas.deliveries(late)).hasSize(1);
        assertThat(receiver.received()).hasSize(23);
    }

    @Test
    void aChangeThatWasRolledBackHidesNoOtherThatTookItsVersion() {
        EndpointId gone = atlas.endpoint(to(receiver.url("/gone")));
        receiver.answersOnce(410, Map.of());
        publishValue(1);
        atlas.runtime.path().route().runOnce();
        receiver.awaitRequests(1);
        SQLException broken = new SQLNonTransientConnectionException("Communications link failure");
        faulty.fail("INSERT INTO atlas_stats_minute", 1, broken);
        assertThatThrownBy(() -> {
                    while (true) {
                        atlas.runtime.path().settle().runOnce(); // pauses the endpoint, in vain
                    }
                })
                .hasStackTraceContaining(broken.getMessage());

        EndpointId other = endpoint("deal.value = 2");
        publishValue(2);
        atlas.runtime.path().route().runOnce();

        assertThat(atlas.deliveries(other)).hasSize(1);
        atlas.settleEverything();
        assertThat(atlas.view(gone).endpoint().status()).isEqualTo(EndpointStatus.PAUSED);
    }
}
