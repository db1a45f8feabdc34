package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.ACTOR;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.ok;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.DeliverySearch;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.EndpointSecretView;
import dev.atlas.webhooks.admin.IngestAnswer;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.Role;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.admin.WorkspaceFlow;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an endpoint's settings do to its deliveries. */
@DatabaseTest
class EndpointsTest {
    private static final String SMALL = "{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"value\":9000}}}";
    private static final String LARGE =
            "{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"value\":25000,\"tags\":[\"enterprise\"]}}}";

    private final TestClock clock = new TestClock();
    private TestReceiver receiver;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(database, clock, Map.of());
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    private EndpointInput filtered(String path, List<String> types, String filter, boolean serialize) {
        return new EndpointInput(
                receiver.url(path),
                null,
                null,
                types,
                filter,
                serialize,
                null,
                Map.of("X-Token", "s3cret"),
                null,
                null);
    }

    @Test
    void theFilterAndTheTypesDecide() {
        atlas.endpoint(filtered("/big", List.of("deal.*"), "deal.value > 10000 and tag:enterprise", false));
        atlas.endpoint(filtered("/contacts", List.of("contact.*"), "", false));
        atlas.publish(SMALL);
        atlas.publish(LARGE);
        atlas.settleEverything();

        assertThat(receiver.received()).singleElement().satisfies(got -> {
            assertThat(got.path()).isEqualTo("/big");
            assertThat(got.body()).contains("25000");
            assertThat(got.header("X-Token")).isEqualTo("s3cret");
        });
    }

    @Test
    void aChangedFilterCountsForTheNextEventAndIsANewVersion() {
        EndpointId id = atlas.endpoint(filtered("/hook", List.of("*"), "deal.value > 10000", false));
        atlas.publish(SMALL);
        atlas.settleEverything();
        EndpointInput looser =
                new EndpointInput(null, null, null, null, "deal.value > 1000", null, null, null, null, null);
        assertThat(ok(atlas.runtime.services().endpoints().update(ACTOR, id, looser))
                        .endpoint()
                        .filterVersion())
                .isEqualTo(2);
        atlas.publish(SMALL);
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(atlas.deliveries(id))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().filterVersion()).isEqualTo(2));
    }

    @Test
    void everyProblemOfAnEndpointIsToldAtOnceAndNothingIsStored() {
        EndpointInput bad = new EndpointInput(
                "http://10.0.0.1/hook",
                null,
                "nobody",
                List.of("Deal"),
                "deal.value >",
                null,
                "md5",
                Map.of("Atlas-X", "1"),
                -1,
                1);
        Result<?> result = atlas.runtime.services().endpoints().create(ACTOR, bad);

        assertThat(result).isInstanceOf(Result.Invalid.class);
        assertThat(((Result.Invalid<?>) result).problems())
                .extracting(Problem::pointer)
                .contains(
                        "/url",
                        "/owner_email",
                        "/event_types/0",
                        "/filter",
                        "/signature",
                        "/headers/Atlas-X",
                        "/rate_limit",
                        "/timeout_ms");
        assertThat(atlas.runtime
                        .services()
                        .endpoints()
                        .list(SteppedRuntime.WORKSPACE, SliceRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    void aSerializedEndpointGetsOneAtATimeInOrderAndAFailingHeadBlocksTheRest() {
        EndpointId id = atlas.endpoint(filtered("/hook", List.of("*"), "", true));
        receiver.answersOnce(500, Map.of());
        for (int i = 0; i < 5; i++) {
            atlas.publish(LARGE);
        }
        atlas.settleEverything();
        assertThat(receiver.received()).as("the head failed").hasSize(1);

        clock.advance(Duration.ofSeconds(11));
        atlas.settleEverything();

        assertThat(receiver.received())
                .extracting(got -> got.header("Atlas-Sequence"))
                .containsExactly("1", "1", "2", "3", "4", "5");
        assertThat(atlas.deliveries(id))
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void aSerializedEndpointThatWasPausedGoesOnInOrder() {
        EndpointId id = atlas.endpoint(filtered("/hook", List.of("*"), "", true));
        receiver.answersOnce(500, Map.of());
        for (int i = 0; i < 4; i++) {
            atlas.publish(LARGE);
        }
        atlas.settleEverything();
        ok(atlas.runtime.services().endpoints().pause(ACTOR, id, ""));
        assertThat(atlas.view(id).waiting()).isEqualTo(4);
        ok(atlas.runtime.services().endpoints().resume(ACTOR, id));
        atlas.settleEverything();

        assertThat(receiver.received())
                .extracting(got -> got.header("Atlas-Sequence"))
                .containsExactly("1", "1", "2", "3", "4");
        assertThat(atlas.view(id).endpoint().status()).isEqualTo(EndpointStatus.ACTIVE);
    }

    @Test
    void duringARotationBothSecretsSignAndAfterwardsOnlyTheNewOne() throws SignatureVerificationException {
        EndpointId id = atlas.endpoint(to(receiver.url("/hook")));
        String old = ok(atlas.runtime.services().secrets().reveal(ACTOR, id)).secret();
        EndpointSecretView rotated = ok(atlas.runtime.services().secrets().rotate(ACTOR, id, Duration.ofHours(24)));
        atlas.publish(LARGE);
        atlas.settleEverything();
        TestReceiver.Received during = receiver.last();
        clock.advance(Duration.ofHours(25));
        atlas.publish(LARGE);
        atlas.settleEverything();
        TestReceiver.Received after = receiver.last();

        String both = during.header("Atlas-Signature");
        assertThat(Webhook.Signature.verifyHeader(during.body(), both, old, 0)).isTrue();
        assertThat(Webhook.Signature.verifyHeader(during.body(), both, rotated.secret(), 0))
                .isTrue();
        assertThat(after.header("Atlas-Signature")).containsOnlyOnce("v1=");
        assertThat(Webhook.Signature.verifyHeader(after.body(), after.header("Atlas-Signature"), rotated.secret(), 0))
                .isTrue();
    }

    @Test
    void retryAfterPutsTheNextAttemptOffButNotBeyondTheFollowingOffset() {
        EndpointId id = atlas.endpoint(to(receiver.url("/hook")));
        receiver.answersOnce(429, Map.of("Retry-After", "20"));
        receiver.answersOnce(503, Map.of("Retry-After", "86400"));
        atlas.publish(LARGE);
        atlas.settleEverything();
        var first = clock.instant();
        assertThat(Duration.between(first, atlas.deliveries(id).get(0).nextAttemptAt()))
                .isEqualTo(Duration.ofSeconds(20));
        clock.advance(Duration.ofSeconds(20));
        atlas.settleEverything();
        assertThat(Duration.between(first, atlas.deliveries(id).get(0).nextAttemptAt()))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aRateLimitSpreadsTheAttempts() {
        EndpointId id = atlas.endpoint(
                new EndpointInput(receiver.url("/hook"), null, null, null, null, null, null, null, 3, null));
        for (int i = 0; i < 8; i++) {
            atlas.publish(LARGE);
        }
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(3);
        clock.advance(Duration.ofSeconds(1));
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(6);
        clock.advance(Duration.ofSeconds(1));
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(8);
        assertThat(atlas.deliveries(id))
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void anIdThatWasUsedForAnotherEventIsAConflictAndNothingOfTheBatchIsTaken() {
        atlas.endpoint(to(receiver.url("/hook")));
        atlas.publish("{\"id\":\"a\",\"type\":\"deal.created\",\"data\":{}}");
        IngestAnswer answer = atlas.runtime
                .services()
                .ingest()
                .publishBatch(
                        SteppedRuntime.WORKSPACE,
                        List.of(
                                "{\"id\":\"b\",\"type\":\"deal.created\",\"data\":{}}",
                                "{\"id\":\"a\",\"type\":\"deal.created\",\"data\":{\"x\":1}}"),
                        null);
        atlas.settleEverything();

        assertThat(answer).isInstanceOf(IngestAnswer.Conflict.class);
        assertThat(receiver.received()).hasSize(1);
        atlas.publish("{\"id\":\"b\",\"type\":\"deal.created\",\"data\":{}}");
        atlas.settleEverything();
        assertThat(receiver.received()).as("b was not remembered").hasSize(2);
    }

    @Test
    void aDeletedEndpointsUnfinishedDeliveriesAreCancelled() {
        EndpointId id = atlas.endpoint(to(receiver.url("/hook")));
        receiver.answers(500);
        atlas.publish(LARGE);
        atlas.settleEverything();
        ok(atlas.runtime.services().endpoints().delete(ACTOR, id));
        clock.advance(Duration.ofDays(3));
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(atlas.deliveries(id))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.CANCELLED));
        assertThat(atlas.runtime.services().endpoints().get(id)).isInstanceOf(Result.NotFound.class);
    }

    @Test
    void aRetryByHandGivesADeadLetterANewScheduleThatDoesNotPause() {
        EndpointId id = atlas.endpoint(to(receiver.url("/hook")));
        receiver.answers(410);
        atlas.publish(LARGE);
        atlas.settleEverything();
        ok(atlas.runtime.services().endpoints().resume(ACTOR, id));
        DeliveryId delivery = atlas.deliveries(id).get(0).delivery().id();
        receiver.answers(200);
        ok(atlas.runtime.services().deliveries().retry(ACTOR, delivery));
        atlas.settleEverything();

        assertThat(receiver.last().header("Atlas-Attempt")).isEqualTo("1");
        assertThat(receiver.last().body()).isEqualTo(receiver.received().get(0).body());
        assertThat(atlas.deliveries(id).get(0).delivery()).satisfies(done -> {
            assertThat(done.status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(done.schedule().attempts()).isEqualTo(2);
        });
    }

    @Test
    void anotherWorkspaceAndAViewerAreRefused() {
        EndpointId id = atlas.endpoint(to(receiver.url("/hook")));
        Actor stranger = new Actor(new WorkspaceId(2 * WorkspaceId.STEP), "eve@example.com", Role.OWNER);
        Actor viewer = new Actor(SteppedRuntime.WORKSPACE, "vi@example.com", Role.VIEWER);

        assertThat(atlas.runtime.services().endpoints().delete(stranger, id)).isInstanceOf(Result.NotFound.class);
        assertThat(atlas.runtime.services().secrets().reveal(stranger, id)).isInstanceOf(Result.NotFound.class);
        assertThat(atlas.runtime.services().endpoints().delete(viewer, id)).isInstanceOf(Result.Forbidden.class);
        assertThat(atlas.runtime.services().secrets().reveal(viewer, id)).isInstanceOf(Result.Forbidden.class);
    }

    @Test
    void aTestEventGoesOutWhateverTheFilterSays() {
        EndpointId id =
                atlas.endpoint(filtered("/hook", List.of("ticket.*"), "ticket.priority = \"none of them\"", false));
        ok(atlas.runtime.services().tests().send(ACTOR, id));
        atlas.settleEverything();

        assertThat(receiver.last().body()).contains("\"type\":\"ticket.").contains("\"tags\":[\"atlas:test\"]");
    }

    @Test
    void aWorkspaceIsPausedAndResumedWithoutTouchingWhatWasPausedBefore() {
        EndpointId first = atlas.endpoint(to(receiver.url("/a")));
        EndpointId second = atlas.endpoint(to(receiver.url("/b")));
        SteppedRuntime.ok(atlas.runtime.services().endpoints().pause(SteppedRuntime.ACTOR, second, "broken"));
        WorkspaceFlow flow = atlas.runtime.services().flow();

        assertThat(flow.pause(SteppedRuntime.ACTOR, "x".repeat(901))).isInstanceOf(Result.Invalid.class);
        assertThat(SteppedRuntime.ok(flow.pause(SteppedRuntime.ACTOR, "moving")))
                .isEqualTo(1);
        atlas.publish("{\"type\":\"deal.created\",\"data\":{}}");
        atlas.settleEverything();
        assertThat(receiver.received()).isEmpty();
        assertThat(atlas.view(first).waiting()).isEqualTo(1);

        assertThat(SteppedRuntime.ok(flow.resume(SteppedRuntime.ACTOR))).isEqualTo(1);
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(1);
        assertThat(atlas.view(second).endpoint().status()).isEqualTo(EndpointStatus.PAUSED);
    }

    @Test
    void thePiecesOfALogFollowEachOtherWithoutGapAndRepeat() {
        EndpointId first = atlas.endpoint(to(receiver.url("/a")));
        atlas.endpoint(to(receiver.url("/b")));
        for (int i = 0; i < 13; i++) {
            atlas.publish("{\"type\":\"deal.created\",\"data\":{}}");
        }
        atlas.settleEverything();

        assertThat(inPieces(new DeliverySearch(first, null, null, null, null, null)))
                .hasSize(13);
        assertThat(inPieces(new DeliverySearch(first, null, DeliveryStatus.DELIVERED, null, null, null)))
                .hasSize(13);
        assertThat(inPieces(new DeliverySearch(null, null, null, 200, null, null)))
                .hasSize(26);
        assertThat(inPieces(new DeliverySearch(null, null, DeliveryStatus.DELIVERED, null, null, null)))
                .hasSize(26);
        assertThat(inPieces(new DeliverySearch(null, null, null, 500, null, null)))
                .isEmpty();
    }

    private Set<DeliveryId> inPieces(DeliverySearch search) {
        Set<DeliveryId> all = new HashSet<>();
        SliceRequest request = new SliceRequest(5, null);
        while (true) {
            Slice<DeliveryView> piece =
                    atlas.runtime.services().deliveries().list(SteppedRuntime.WORKSPACE, search, request);
            piece.items()
                    .forEach(view -> assertThat(all.add(view.delivery().id())).isTrue());
            if (piece.next() == null) {
                return all;
            }
            request = new SliceRequest(5, piece.next());
        }
    }
}
