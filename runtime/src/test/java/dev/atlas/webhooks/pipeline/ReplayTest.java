package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.DeadLetterGroup;
import dev.atlas.webhooks.admin.DeadLetterSearch;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.ReplayAdmin;
import dev.atlas.webhooks.admin.ReplayInput;
import dev.atlas.webhooks.admin.ReplayPreview;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.replay.Replay;
import dev.atlas.webhooks.replay.ReplayStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bulk redelivery and dead letters, on a real database with a real receiver. */
@DatabaseTest
class ReplayTest {
    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private TestReceiver receiver;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase empty) throws IOException {
        database = empty;
        receiver = new TestReceiver();
        atlas = runtime();
    }

    private SteppedRuntime runtime() {
        return new SteppedRuntime(database, clock, Map.of("atlas.retry.offsets", "1s"));
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    private static String deal(int value) {
        return "{\"type\":\"deal.created\",\"data\":{\"deal\":{\"value\":" + value + "}}}";
    }

    private void publish(int from, int to) {
        for (int value = from; value <= to; value++) {
            atlas.publish(deal(value));
        }
        atlas.settleEverything();
    }

    private ReplayAdmin replays() {
        return atlas.runtime.services().replays();
    }

    private static ReplayInput statuses(EndpointId endpoint, String status, Integer rate) {
        return new ReplayInput(endpoint, null, null, List.of(status), null, null, null, null, false, false, rate);
    }

    private static ReplayInput missed(EndpointId endpoint) {
        return new ReplayInput(endpoint, null, null, null, null, null, null, null, false, true, null);
    }

    private static ReplayInput filtered(EndpointId endpoint, String filter) {
        return new ReplayInput(
                endpoint, null, null, List.of("delivered"), null, null, null, filter, false, false, null);
    }

    private Replay start(ReplayInput input) {
        return SteppedRuntime.ok(replays().start(SteppedRuntime.ACTOR, input));
    }

    private Replay read(Replay replay) {
        return SteppedRuntime.ok(replays().get(replay.id()));
    }

    private Replay runToTheEnd(Replay replay) {
        for (int step = 0; step < 100 && !read(replay).status().isOver(); step++) {
            atlas.runtime.replays().runOnce();
            atlas.settleEverything();
            clock.advance(Duration.ofMillis(200));
        }
        return read(replay);
    }

    private static Set<String> identity(List<DeliveryView> deliveries) {
        return deliveries.stream()
                .map(view -> view.delivery().id() + " " + view.delivery().sequence())
                .collect(Collectors.toSet());
    }

    @Test
    void whatWasDeliveredIsDeliveredAgainWithItsIdSequenceAndBody() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        publish(1, 50);
        Set<String> before = identity(atlas.deliveries(endpoint));
        Set<String> bodies =
                receiver.received().stream().map(TestReceiver.Received::body).collect(Collectors.toSet());

        Replay done = runToTheEnd(start(statuses(endpoint, "delivered", null)));

        assertThat(done.status()).isEqualTo(ReplayStatus.DONE);
        assertThat(done.total()).isEqualTo(50);
        assertThat(done.done()).isEqualTo(50);
        assertThat(receiver.received()).hasSize(100);
        assertThat(receiver.received())
                .extracting(TestReceiver.Received::body)
                .containsOnly(bodies.toArray(String[]::new));
        assertThat(identity(atlas.deliveries(endpoint))).isEqualTo(before);
        assertThat(atlas.deliveries(endpoint))
                .allSatisfy(view -> assertThat(view.delivery().replayId())
                        .isEqualTo(done.id().value()));
    }

    @Test
    void whatIsDeliveredOnlyAfterTheBeginningOfAReplayCountsAmongItsTotal() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        publish(1, 5);
        receiver.answersOnce(503, Map.of());
        publish(6, 6);
        Replay begun = start(statuses(endpoint, "delivered", null));
        assertThat(begun.total()).isEqualTo(5);
        clock.advance(Duration.ofSeconds(2));
        atlas.settleEverything();

        Replay done = runToTheEnd(begun);
        assertThat(done.done()).isEqualTo(6);
        assertThat(done.total()).isEqualTo(6);
    }

    @Test
    void aReplayGoesOnWhereItStoodAfterARestart() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        publish(1, 50);
        Replay replay = start(statuses(endpoint, "delivered", null));
        atlas.runtime.replays().runOnce();
        assertThat(read(replay).done()).isBetween(1L, 49L);

        atlas.close();
        atlas = runtime();
        Replay done = runToTheEnd(replay);

        assertThat(done.done()).isEqualTo(50);
        assertThat(receiver.received()).hasSize(100);
    }

    @Test
    void aRateIsKeptAndAReplayCanBePausedAndCancelled() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        publish(1, 60);
        Replay replay = start(statuses(endpoint, "delivered", 10));
        for (int tick = 0; tick < 20; tick++) {
            atlas.runtime.replays().runOnce();
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(read(replay).done()).isBetween(16L, 22L);

        SteppedRuntime.ok(replays().pause(SteppedRuntime.ACTOR, replay.id()));
        long paused = read(replay).done();
        clock.advance(Duration.ofSeconds(10));
        atlas.runtime.replays().runOnce();
        assertThat(read(replay).done()).isEqualTo(paused);
        SteppedRuntime.ok(replays().resume(SteppedRuntime.ACTOR, replay.id()));
        atlas.runtime.replays().runOnce();
        assertThat(read(replay).done()).isGreaterThan(paused);
        SteppedRuntime.ok(replays().cancel(SteppedRuntime.ACTOR, replay.id()));
        assertThat(read(replay).finishedAt()).isNotNull();
        assertThat(replays().resume(SteppedRuntime.ACTOR, replay.id())).isInstanceOf(Result.Conflict.class);
    }

    @Test
    void whileNewEventsWaitOnlyATrickleIsReplayed() throws SQLException {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        publish(1, 150);
        Replay replay = start(statuses(endpoint, "delivered", null));
        try (Connection publisher = database.connect();
                Statement statement = publisher.createStatement()) {
            statement.execute("INSERT INTO atlas_outbox (workspace_id, payload) VALUES "
                    + String.join(",", Collections.nCopies(1_000, "(1024, '" + deal(0) + "')")));
        }

        atlas.runtime.replays().runOnce();
        atlas.runtime.replays().runOnce();
        assertThat(read(replay).done()).as("one step, and no more at that time").isEqualTo(20);
        for (int done : new int[] {60, 110}) {
            clock.advance(Duration.ofMillis(200));
            atlas.runtime.replays().runOnce();
            assertThat(read(replay).done()).isEqualTo(done);
        }
        atlas.settleEverything();
        assertThat(runToTheEnd(replay).done()).isEqualTo(150);
    }

    @Test
    void whatIsFarBehindManyOthersIsFoundStepByStep() throws SQLException {
        EndpointId crowded = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        EndpointId quiet = atlas.endpoint(SteppedRuntime.to(receiver.url("/b")));
        publish(1, 1);
        long last = atlas.deliveries(quiet).get(0).delivery().id().value();
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= 25_000; i++) {
            rows.append(i == 1 ? "" : ",")
                    .append("(1024,%d,%d,1,'deal.created',%d,1,'delivered',1,%d,%d)"
                            .formatted(last - 30_000 + i, crowded.value(), 1_000 + i, clock.millis(), clock.millis()));
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO atlas_delivery (workspace_id, delivery_id, endpoint_id, event_id, event_type,"
                            + " sequence, filter_version, status, attempt_count, created_at, finished_at) VALUES "
                            + rows);
        }
        ReplayInput input = statuses(quiet, "delivered", null);

        ReplayPreview preview = SteppedRuntime.ok(replays().preview(SteppedRuntime.WORKSPACE, input));
        assertThat(preview.count()).isEqualTo(1);
        assertThat(preview.complete()).isTrue();
        Replay replay = start(input);
        atlas.runtime.replays().runOnce();
        assertThat(read(replay).status()).as("two steps look only at others").isEqualTo(ReplayStatus.RUNNING);
        assertThat(runToTheEnd(replay).done()).isEqualTo(1);
        assertThat(read(replay).skipped()).isZero();
    }

    @Test
    void aFilterChoosesAndADryRunCountsWithoutSending() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        publish(1, 30);

        ReplayPreview preview =
                SteppedRuntime.ok(replays().preview(SteppedRuntime.WORKSPACE, filtered(endpoint, "deal.value > 25")));
        assertThat(preview.count()).isEqualTo(5);
        assertThat(preview.complete()).isTrue();
        assertThat(preview.samples()).hasSize(5).allSatisfy(id -> assertThat(id).startsWith("dlv_"));
        assertThat(receiver.received()).hasSize(30);

        Replay done = runToTheEnd(start(filtered(endpoint, "deal.value > 25")));
        assertThat(done.done()).isEqualTo(5);
        assertThat(done.skipped()).isEqualTo(25);
        assertThat(receiver.received()).hasSize(35);
    }

    @Test
    void whatAnEndpointMissedIsDeliveredOnceWithNewNumbers() {
        EndpointId early = atlas.endpoint(SteppedRuntime.to(receiver.url("/early")));
        publish(1, 10);
        EndpointId late = atlas.endpoint(new EndpointInput(
                receiver.url("/late"), null, null, List.of("deal.*"), "deal.value > 4", null, null, null, null, null));
        publish(11, 12);

        assertThat(SteppedRuntime.ok(replays().preview(SteppedRuntime.WORKSPACE, missed(late)))
                        .count())
                .isEqualTo(6);
        Replay done = runToTheEnd(start(missed(late)));

        assertThat(done.done()).isEqualTo(6);
        assertThat(atlas.deliveries(late))
                .hasSize(8)
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
        assertThat(atlas.deliveries(late))
                .extracting(view -> view.delivery().sequence())
                .contains(1L, 8L);
        assertThat(atlas.deliveries(early)).hasSize(12);
        assertThat(runToTheEnd(start(missed(late))).done()).isZero();
    }

    @Test
    void whatIsReplayedToAPausedEndpointIsHeld() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        publish(1, 5);
        SteppedRuntime.ok(atlas.runtime.services().endpoints().pause(SteppedRuntime.ACTOR, endpoint, ""));

        runToTheEnd(start(statuses(endpoint, "delivered", null)));
        assertThat(atlas.view(endpoint).waiting()).isEqualTo(5);
        SteppedRuntime.ok(atlas.runtime.services().endpoints().resume(SteppedRuntime.ACTOR, endpoint));
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(10);
    }

    @Test
    void deadLettersAreGroupedByCauseReplayedByGroupAndNeverPauseAgain() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        receiver.answers(422);
        die(1, 3);
        receiver.answers(503);
        die(4, 4);
        receiver.answers(500);

        List<DeadLetterGroup> groups = atlas.runtime.services().deadLetters().groups(SteppedRuntime.WORKSPACE);
        assertThat(groups).extracting(DeadLetterGroup::cause).containsExactly("HTTP 422", "HTTP 503");
        assertThat(groups).extracting(DeadLetterGroup::count).containsExactly(3L, 1L);

        ReplayInput group =
                new ReplayInput(endpoint, null, null, null, null, "HTTP 422", null, null, true, false, null);
        assertThat(runToTheEnd(start(group)).done()).isEqualTo(3);
        for (int attempt = 0; attempt < 3; attempt++) {
            atlas.settleEverything();
            clock.advance(Duration.ofSeconds(2));
        }
        assertThat(atlas.view(endpoint).endpoint().status()).isEqualTo(EndpointStatus.ACTIVE);
        assertThat(atlas.deliveries(endpoint))
                .filteredOn(view -> view.delivery().status() == DeliveryStatus.DEAD)
                .hasSize(4);
    }

    /** Lets deliveries die without a pause: something is taken in between. */
    private void die(int from, int to) {
        for (int value = from; value <= to; value++) {
            atlas.publish(deal(value));
        }
        atlas.settleEverything();
        clock.advance(Duration.ofMillis(500));
        receiver.answersOnce(200, Map.of());
        atlas.publish(deal(1000));
        atlas.settleEverything();
        clock.advance(Duration.ofSeconds(2));
        atlas.settleEverything();
    }

    @Test
    void discardedDeadLettersLeaveWithAReasonInTheAuditLog() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        receiver.answers(422);
        die(1, 3);
        DeadLetterSearch all = new DeadLetterSearch(endpoint, null, List.of());
        var letters = atlas.runtime.services().deadLetters();
        assertThat(letters.list(SteppedRuntime.WORKSPACE, all, SliceRequest.first())
                        .items())
                .hasSize(3)
                .allSatisfy(letter -> assertThat(letter.daysLeft()).isEqualTo(30));

        assertThat(letters.discard(SteppedRuntime.ACTOR, all, " ")).isInstanceOf(Result.Invalid.class);
        assertThat(SteppedRuntime.ok(letters.discard(SteppedRuntime.ACTOR, all, "answered by hand"))
                        .discarded())
                .isEqualTo(3);
        assertThat(letters.groups(SteppedRuntime.WORKSPACE)).isEmpty();
        assertThat(atlas.deliveries(endpoint))
                .filteredOn(view -> view.delivery().status() == DeliveryStatus.CANCELLED)
                .hasSize(3);
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        assertThat(replays().start(SteppedRuntime.ACTOR, statuses(endpoint, "pending", 0)))
                .isInstanceOf(Result.Invalid.class)
                .asString()
                .contains("/status", "/rate");
        assertThat(replays().start(SteppedRuntime.ACTOR, filtered(endpoint, "deal.value >")))
                .isInstanceOf(Result.Invalid.class);
        assertThat(replays().start(SteppedRuntime.ACTOR, missed(null))).isInstanceOf(Result.Invalid.class);
        ReplayInput nothing = new ReplayInput(endpoint, null, null, null, null, null, null, null, false, false, null);
        assertThat(replays().start(SteppedRuntime.ACTOR, nothing)).isInstanceOf(Result.Invalid.class);
    }
}
