package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.ACTOR;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.WORKSPACE;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.ok;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.EndpointList;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An endpoint whose row cannot be read harms no other, loses nothing, and goes on by itself once it is mended. */
@DatabaseTest
class DamagedEndpointTest extends DamageScenario {
    private static final List<String> DAMAGES = List.of(
            "event_types = 'deal.*'",
            "event_types = '[\"DEAL!\"]'",
            "event_types = 'null'",
            "filter = 'deal.value >'",
            "url = 'no url'",
            "url = 'mailto:ada@example.com'",
            "signature = 'none'",
            "status = 'lost'",
            "flow = 'lost'",
            "rate_limit = 0",
            "timeout_ms = -1");

    /** By hand, and so that nodes look again. */
    private void damage(EndpointId endpoint, String assignment) throws SQLException {
        database.execute("UPDATE atlas_endpoint SET " + assignment + ", changed_in = 1000000 WHERE endpoint_id = "
                + endpoint.value());
        database.execute("UPDATE atlas_workspace SET routing_version = 1000000");
    }

    /** By hand, and nobody is told of it. */
    private void mend() throws SQLException {
        database.execute(
                """
                UPDATE atlas_endpoint SET event_types = '["deal.*"]', filter = 'deal.value > 1', signature = 'atlas',
                    status = 'active', flow = 'open', rate_limit = NULL, timeout_ms = 10000, url = CONCAT('%s', endpoint_id)"""
                        .formatted(receiver.url("/")));
    }

    private EndpointInput aboutDeals(String path) {
        return new EndpointInput(
                receiver.url(path), null, null, List.of("deal.*"), "deal.value > 1", null, null, null, null, null);
    }

    /** By small pieces. */
    private List<EndpointList.Item> listed() {
        List<EndpointList.Item> listed = new ArrayList<>();
        String after = null;
        do {
            EndpointList piece = atlas.runtime.services().endpoints().list(WORKSPACE, new SliceRequest(5, after));
            assertThat(piece.all()).hasSizeLessThanOrEqualTo(5);
            listed.addAll(piece.all());
            after = piece.next();
        } while (after != null);
        return listed;
    }

    private void catchUp() {
        clock.advance(Duration.ofSeconds(31));
        atlas.settleEverything();
        atlas.runtime.catchUp().runOnce();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(1));
            atlas.runtime.replays().runOnce();
            atlas.settleEverything();
        }
    }

    @Test
    void whateverIsWrongWithItsRowOthersGetTheirEventsAndItGetsItsOwnWhenItIsMended() throws SQLException {
        atlas.endpoint(aboutDeals("/healthy"));
        Map<EndpointId, String> damaged = new LinkedHashMap<>();
        for (String damage : DAMAGES) {
            damaged.put(atlas.endpoint(aboutDeals("/before")), damage);
        }
        publish(2);
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(1 + DAMAGES.size());
        for (Map.Entry<EndpointId, String> entry : damaged.entrySet()) {
            damage(entry.getKey(), entry.getValue());
        }
        publish(1);
        publish(3);
        atlas.settleEverything();
        publish(4);
        atlas.settleEverything();

        assertThat(receiver.received())
                .filteredOn(got -> got.path().equals("/healthy"))
                .hasSize(3);
        assertThat(receiver.received()).hasSize(3 + DAMAGES.size());
        assertThat(atlas.runtime.health().isReady()).isTrue();
        assertThat(atlas.runtime.health().notices()).hasSize(DAMAGES.size());
        damaged.forEach(
                (id, what) -> assertThat(atlas.runtime.health().notices()).anySatisfy(notice -> assertThat(notice)
                        .contains(id.toString(), "column " + what.substring(0, what.indexOf(" ")), "mend")));
        List<EndpointList.Item> listed = listed();
        assertThat(listed).hasSize(1 + DAMAGES.size());
        assertThat(listed)
                .filteredOn(item -> item.view() != null)
                .as("the healthy one, and the one whose filter can be mended there")
                .hasSize(2);
        assertThat(listed)
                .filteredOn(item -> item.trouble() != null)
                .extracting(EndpointList.Item::id)
                .containsExactlyElementsOf(damaged.keySet());
        catchUp();
        assertThat(receiver.received()).as("nothing before it is mended").hasSize(3 + DAMAGES.size());

        mend();
        catchUp();
        assertThat(atlas.runtime.health().notices()).isEmpty();
        damaged.forEach((id, what) -> assertThat(atlas.deliveries(id))
                .as(what)
                .hasSize(3)
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED))
                .extracting(view -> view.delivery().sequence())
                .containsExactlyInAnyOrder(1L, 2L, 3L));
        assertThat(receiver.received()).hasSize(3 + 3 * DAMAGES.size());
        assertThat(count("atlas_missed")).isZero();
        publish(5);
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(4 + 4 * DAMAGES.size());
    }

    @Test
    void whatIsUnderWayWhenItsRowIsDamagedIsSettledAndWaits() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        receiver.answers(500);
        publish(2);
        atlas.runtime.path().route().runOnce();
        receiver.awaitRequests(1);
        damage(broken, "status = 'lost'");
        atlas.settleEverything();
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofHours(5));
            atlas.settleEverything();
        }
        assertThat(atlas.deliveries(broken))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.PENDING));
        assertThat(receiver.received()).hasSize(1);

        receiver.answers(200);
        mend();
        catchUp();
        assertThat(receiver.received()).hasSize(2);
        assertThat(atlas.deliveries(broken))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void whatIsUnderWayWhenItsRowIsDamagedCanBeCancelled() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        CountDownLatch answer = new CountDownLatch(1);
        receiver.answersAfter(answer);
        publish(2);
        atlas.runtime.path().route().runOnce();
        receiver.awaitRequests(1);
        damage(broken, "signature = 'none'");

        DeliveryId delivery = atlas.deliveries(broken).get(0).delivery().id();
        assertThat(ok(atlas.runtime.services().deliveries().cancel(ACTOR, delivery))
                        .delivery()
                        .status())
                .isEqualTo(DeliveryStatus.CANCELLED);
        answer.countDown();
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void itCanBeDeleted() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        damage(broken, "signature = 'none'");
        publish(2);
        atlas.settleEverything();
        assertThat(count("atlas_missed")).isEqualTo(1);

        ok(atlas.runtime.services().endpoints().delete(ACTOR, broken));
        atlas.settleEverything();
        catchUp();
        assertThat(atlas.runtime.health().notices()).isEmpty();
        assertThat(count("atlas_missed")).isZero();
        assertThat(count("atlas_replay")).isZero();
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void whatItMissedIsNotedOnceForAllNodesAndSaidOnce() throws SQLException {
        EndpointId broken = atlas.endpoint(aboutDeals("/broken"));
        damage(broken, "filter = '('");
        try (SteppedRuntime other = new SteppedRuntime(database, clock, Map.of())) {
            publish(2);
            atlas.settleEverything();
            clock.advance(Duration.ofSeconds(11));
            publish(3);
            other.settleEverything();
            assertThat(count("atlas_missed")).isEqualTo(1);
            mend();
            clock.advance(Duration.ofSeconds(11));
            other.runtime.catchUp().runOnce();
            atlas.runtime.catchUp().runOnce();
            assertThat(count("atlas_replay")).isEqualTo(1);
        }
        catchUp();
        assertThat(receiver.received())
                .extracting(got -> got.header("Atlas-Sequence"))
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void oneThatIsMendedIsComeToHoweverManyAreNot() throws SQLException {
        EndpointId mended = atlas.endpoint(aboutDeals("/mended"));
        for (int older = 1; older <= 1000; older++) {
            database.execute(
                    """
                    INSERT INTO atlas_endpoint (workspace_id, endpoint_id, url, description, event_types, filter,
                        filter_version, serialize, signature, timeout_ms, status, flow, created_at)
                    SELECT workspace_id, endpoint_id - %d, url, description, event_types, filter,
                        filter_version, serialize, 'none', timeout_ms, status, flow, created_at
                      FROM atlas_endpoint WHERE endpoint_id = %d"""
                            .formatted(older, mended.value()));
        }
        damage(mended, "signature = 'none'");
        database.execute("UPDATE atlas_endpoint SET changed_in = 1000000");
        publish(2);
        atlas.settleEverything();
        assertThat(count("atlas_missed")).isEqualTo(1001);

        database.execute("UPDATE atlas_endpoint SET signature = 'atlas' WHERE endpoint_id = " + mended.value());
        catchUp();
        assertThat(receiver.received()).as("the others are looked at first").isEmpty();
        catchUp();
        assertThat(receiver.received()).hasSize(1);
        assertThat(count("atlas_missed")).isEqualTo(1000);
    }

    @Test
    void theTimeInWhichItCouldNotBeReadIsNotCountedAgainstIt() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        receiver.answers(500);
        publish(2);
        atlas.settleEverything();
        damage(broken, "status = 'lost'");
        for (int hour = 0; hour < 60; hour++) {
            clock.advance(Duration.ofHours(1));
            atlas.settleEverything();
        }
        mend();
        for (int minute = 0; minute < 60; minute++) {
            clock.advance(Duration.ofMinutes(1));
            atlas.settleEverything();
        }
        assertThat(atlas.view(broken).endpoint().status()).isEqualTo(EndpointStatus.ACTIVE);
        assertThat(atlas.deliveries(broken)).singleElement().satisfies(view -> {
            assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.PENDING);
            assertThat(view.delivery().schedule().attempts()).isBetween(2, 6);
        });
    }

    @Test
    void oneWhoseRowIsRemovedByHandIsForgotten() throws SQLException {
        EndpointId broken = atlas.endpoint(aboutDeals("/broken"));
        atlas.endpoint(aboutDeals("/healthy"));
        damage(broken, "filter = '('");
        publish(2);
        atlas.settleEverything();
        assertThat(atlas.runtime.health().notices()).hasSize(1);

        database.execute("DELETE FROM atlas_endpoint WHERE endpoint_id = " + broken.value());
        catchUp();
        assertThat(atlas.runtime.health().notices()).isEmpty();
        assertThat(count("atlas_missed")).isZero();
        publish(3);
        atlas.settleEverything();
        assertThat(receiver.received()).extracting(got -> got.path()).containsExactly("/healthy", "/healthy");
    }

    /** The health of a node is shown to everybody. */
    @Test
    void whatStandsInPlaceOfItsUrlIsNotTold() throws SQLException {
        EndpointId broken = atlas.endpoint(aboutDeals("/broken"));
        damage(broken, "url = 'ada:secret@hooks.example.com'");
        publish(2);
        atlas.settleEverything();
        assertThat(atlas.runtime.health().notices())
                .singleElement()
                .asString()
                .contains("column url")
                .doesNotContain("secret@");
    }
}
