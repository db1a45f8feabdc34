package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.ACTOR;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.WORKSPACE;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.ok;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.atlas.webhooks.admin.AuditEntry;
import dev.atlas.webhooks.admin.AuditSearch;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.ListenSession;
import dev.atlas.webhooks.admin.ListenWish;
import dev.atlas.webhooks.admin.ReplayInput;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.SignatureFinding;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be decrypted (with another master key, for one) costs no attempt, and goes out once it can be. */
@DatabaseTest
class LockedEndpointTest extends DamageScenario {
    private static final String OTHER_KEY = "another0key0of032bytes0in0base640AAAAAAAAAA=";

    private void restart(Map<String, String> settings) {
        atlas.close();
        atlas = new SteppedRuntime(database, clock, settings);
    }

    private void restartWithAnotherKey() {
        restart(Map.of("atlas.master-key", OTHER_KEY));
    }

    private EndpointId serialized() {
        return atlas.endpoint(
                new EndpointInput(receiver.url("/serialized"), null, null, null, null, true, null, null, null, null));
    }

    /** Lets time pass in which everything there is to do is done. */
    private void pass(Duration time) {
        for (int i = 0; i < 20; i++) {
            clock.advance(time.dividedBy(20));
            atlas.settleEverything();
            atlas.runtime.watch().runOnce();
        }
    }

    private List<Delivery> deliveries(EndpointId endpoint) {
        return atlas.deliveries(endpoint).stream().map(view -> view.delivery()).toList();
    }

    private List<String> sequencesOf(String path) {
        return receiver.received().stream()
                .filter(got -> got.path().equals(path))
                .map(got -> got.header("Atlas-Sequence"))
                .toList();
    }

    @Test
    void withAnotherMasterKeyNothingIsTriedDiesPausesOrIsMailedAndAllOfItGoesOutWithTheRightOne() throws SQLException {
        EndpointId parallel = atlas.endpoint(to(receiver.url("/parallel")));
        EndpointId serialized = serialized();
        EndpointId choosy = atlas.endpoint(new EndpointInput(
                receiver.url("/choosy"), null, null, null, "deal.value > 2", null, null, null, null, null));
        receiver.answers(500);
        publish(1);
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(2);

        restartWithAnotherKey();
        receiver.answers(200);
        for (int value = 2; value <= 4; value++) {
            publish(value);
        }
        pass(Duration.ofDays(5));
        assertThat(receiver.received()).hasSize(2);
        assertThat(deliveries(parallel)).hasSize(4);
        assertThat(deliveries(choosy)).hasSize(2);
        for (EndpointId endpoint : List.of(parallel, serialized, choosy)) {
            assertThat(deliveries(endpoint)).allSatisfy(delivery -> {
                assertThat(delivery.status()).isEqualTo(DeliveryStatus.PENDING);
                assertThat(delivery.schedule().attempts()).isLessThanOrEqualTo(1);
            });
            assertThat(atlas.view(endpoint).endpoint().status()).isEqualTo(EndpointStatus.ACTIVE);
            assertThat(atlas.runtime.services().endpoints().unreadable(WORKSPACE))
                    .containsKey(endpoint);
        }
        assertThat(count("atlas_alert_digest")).isZero();
        assertThat(count("atlas_alert")).isZero();
        assertThat(count("atlas_queue WHERE due_at IS NOT NULL"))
                .as("looked at again and again")
                .isEqualTo(2);
        assertThat(atlas.runtime.health().isReady()).isTrue();
        assertThat(atlas.runtime.health().notices()).hasSize(3).allSatisfy(notice -> assertThat(notice)
                .contains("atlas.master-key"));

        restart(Map.of());
        pass(Duration.ofMinutes(2));
        assertThat(sequencesOf("/parallel")).hasSize(5).containsOnly("1", "2", "3", "4");
        assertThat(sequencesOf("/serialized")).containsExactly("1", "1", "2", "3", "4");
        assertThat(sequencesOf("/choosy")).containsExactlyInAnyOrder("1", "2");
        assertThat(atlas.runtime.health().notices()).isEmpty();
        assertThat(atlas.runtime.services().endpoints().unreadable(WORKSPACE)).isEmpty();
        assertThat(count("atlas_queue")).isZero();
    }

    @Test
    void theTimeInWhichItCouldNotBeSentToIsNotCountedAgainstIt() throws SQLException {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        receiver.answers(500);
        publish(1);
        atlas.settleEverything();
        restartWithAnotherKey();
        pass(Duration.ofDays(3));
        assertThat(count("atlas_endpoint_health WHERE failing_since = " + clock.millis()))
                .as("its streak begins when it can be sent to")
                .isEqualTo(1);
        restart(Map.of());
        pass(Duration.ofHours(1));

        assertThat(atlas.view(endpoint).endpoint().status()).isEqualTo(EndpointStatus.ACTIVE);
        assertThat(deliveries(endpoint)).singleElement().satisfies(delivery -> {
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.PENDING);
            assertThat(delivery.schedule().attempts()).isBetween(2, 6);
        });
    }

    @Test
    void manyThatWaitAreNotLookedAtAgainAndAgainAndKeepNoOtherBack() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        atlas.endpoint(to(receiver.url("/healthy")));
        spoil(broken, "secret");
        int many = 700;
        for (int value = 1; value <= many; value++) {
            publish(value);
        }
        atlas.settleEverything();
        assertThat(sequencesOf("/healthy")).hasSize(many);
        assertThat(deliveries(broken))
                .allSatisfy(delivery -> assertThat(delivery.status()).isEqualTo(DeliveryStatus.PENDING));
        assertThat(count("atlas_queue")).isEqualTo(many);
        assertThat(count("atlas_queue WHERE due_at IS NOT NULL")).isZero();
        clock.advance(Duration.ofSeconds(2));
        assertThat(atlas.runtime.path().deliver().runOnce()).isZero();

        spoil(broken, "secret"); // twice is not at all, and nobody is told of it
        clock.advance(Duration.ofSeconds(11));
        atlas.settleEverything();
        assertThat(Set.copyOf(sequencesOf("/broken")))
                .hasSameElementsAs(
                        LongStream.rangeClosed(1, many).mapToObj(Long::toString).toList());
        assertThat(sequencesOf("/broken")).hasSize(many);
    }

    @Test
    void retriesThatAreManyAreLookedAtLessOften() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        receiver.answers(500);
        for (int value = 0; value < 250; value++) {
            publish(value);
        }
        pass(Duration.ofSeconds(20));
        spoil(broken, "secret");
        clock.advance(Duration.ofMinutes(5));
        atlas.settleEverything();
        assertThat(count("atlas_queue WHERE due_at > "
                        + clock.instant().plusSeconds(45).toEpochMilli()))
                .isGreaterThan(100);
    }

    /** By hand: what the endpoint has in that column, or table, cannot be decrypted any more; twice, it can be. */
    private void spoil(EndpointId endpoint, String column) throws SQLException {
        database.execute("UPDATE %s SET %2$s = REVERSE(%2$s) WHERE endpoint_id = %3$d"
                .formatted(
                        column.equals("secret") ? "atlas_endpoint_secret" : "atlas_endpoint",
                        column,
                        endpoint.value()));
        database.execute(
                "UPDATE atlas_endpoint SET changed_in = changed_in + 1000 WHERE endpoint_id = " + endpoint.value());
        database.execute("UPDATE atlas_workspace SET routing_version = routing_version + 1000");
    }

    @Test
    void aTestIsRefusedWithTheReasonAndANewSecretMendsIt() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        spoil(broken, "secret");
        assertThat(atlas.runtime.services().tests().send(ACTOR, broken))
                .isInstanceOfSatisfying(Result.Conflict.class, conflict -> assertThat(conflict.detail())
                        .contains("cannot be decrypted"));
        publish(1);
        atlas.settleEverything();
        assertThat(receiver.received()).isEmpty();

        ok(atlas.runtime.services().secrets().rotate(ACTOR, broken, Duration.ofHours(1)));
        pass(Duration.ofSeconds(20));
        assertThat(receiver.received()).hasSize(1);
        ok(atlas.runtime.services().tests().send(ACTOR, broken));
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void headersThatCannotBeDecryptedAreGoneOnceNoneAreGivenInTheirPlace() throws SQLException {
        EndpointId broken = atlas.endpoint(headers(receiver.url("/broken"), Map.of("X-Key", "1")));
        spoil(broken, "headers");
        publish(1);
        atlas.settleEverything();
        assertThat(receiver.received()).isEmpty();

        String tag = atlas.view(broken).tag();
        ok(atlas.runtime.services().endpoints().pause(ACTOR, broken, ""));
        ok(atlas.runtime.services().endpoints().resume(ACTOR, broken));
        assertThat(atlas.view(broken).tag()).isEqualTo(tag);
        ok(atlas.runtime.services().endpoints().update(ACTOR, broken, headers(null, Map.of())));
        assertThat(atlas.view(broken).tag()).isNotEqualTo(tag);
        assertThat(ok(atlas.runtime.services().auditLog().list(ACTOR, AuditSearch.ALL, SliceRequest.first()))
                        .items())
                .extracting(AuditEntry::action, entry -> headers(entry.before()), entry -> headers(entry.after()))
                .startsWith(
                        tuple("endpoint.updated", "cannot be decrypted", Map.of()),
                        tuple("endpoint.resumed", null, null),
                        tuple("endpoint.paused", null, null));
        pass(Duration.ofSeconds(20));
        assertThat(receiver.received()).hasSize(1);
        assertThat(receiver.last().header("x-key")).isNull();
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    private static @Nullable Object headers(@Nullable Map<String, @Nullable Object> facts) {
        return facts == null ? null : facts.get("headers");
    }

    private static EndpointInput headers(@Nullable String url, Map<String, String> headers) {
        return new EndpointInput(url, null, null, null, null, null, null, headers, null, null);
    }

    @Test
    void anEndpointThatComesBackMeanwhileIsProbedWhenItCanBe() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        ok(atlas.runtime.services().endpoints().pause(ACTOR, broken, ""));
        for (int value = 1; value <= 3; value++) {
            publish(value);
        }
        atlas.settleEverything();
        spoil(broken, "secret");
        publish(4);
        atlas.settleEverything();
        assertThat(deliveries(broken)).extracting(Delivery::status).containsOnly(DeliveryStatus.HELD);
        ok(atlas.runtime.services().endpoints().resume(ACTOR, broken));
        pass(Duration.ofMinutes(5));
        assertThat(receiver.received()).isEmpty();
        assertThat(atlas.view(broken).endpoint().flow()).isEqualTo(EndpointFlow.PROBING);
        assertThat(deliveries(broken))
                .extracting(Delivery::status)
                .containsOnlyOnce(DeliveryStatus.PENDING)
                .contains(DeliveryStatus.HELD);

        spoil(broken, "secret");
        pass(Duration.ofMinutes(1));
        assertThat(sequencesOf("/broken"))
                .containsExactlyInAnyOrder("1", "2", "3", "4")
                .startsWith("1");
        assertThat(atlas.view(broken).endpoint().flow()).isEqualTo(EndpointFlow.OPEN);
    }

    @Test
    void aSignatureIsTriedWithTheSecretsOfTheOthersAndWhoseCouldNotBeIsSaid() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        EndpointId asked = atlas.endpoint(to(receiver.url("/asked")));
        publish(1);
        atlas.settleEverything();
        spoil(broken, "secret");
        assertThat(atlas.runtime.services().signatures().find(ACTOR, broken, "t=1,v1=aa", "{}"))
                .isInstanceOfSatisfying(Result.Conflict.class, conflict -> assertThat(conflict.detail())
                        .contains(broken + " cannot be decrypted"));
        for (TestReceiver.Received got : receiver.received()) {
            String header = "Atlas-Signature: " + got.header("Atlas-Signature");
            SignatureFinding finding = ok(atlas.runtime.services().signatures().find(ACTOR, asked, header, got.body()));
            if (got.path().equals("/asked")) {
                assertThat(finding.title()).isEqualTo("Genuine");
            } else {
                assertThat(finding.title()).isEqualTo("Nothing here made this signature");
                assertThat(finding.detail()).contains("cannot be decrypted", receiver.url("/broken"));
            }
        }
    }

    @Test
    void aReplayToItWaits() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        publish(1);
        atlas.settleEverything();
        spoil(broken, "secret");
        ok(atlas.runtime
                .services()
                .replays()
                .start(
                        ACTOR,
                        new ReplayInput(
                                broken, null, null, List.of("delivered"), null, null, null, null, false, false, null)));
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(11));
            atlas.runtime.replays().runOnce();
            atlas.settleEverything();
        }
        assertThat(receiver.received()).hasSize(1);
        assertThat(deliveries(broken)).extracting(Delivery::status).containsExactly(DeliveryStatus.DELIVERED);

        spoil(broken, "secret");
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(11));
            atlas.runtime.replays().runOnce();
            atlas.settleEverything();
        }
        assertThat(sequencesOf("/broken")).containsExactly("1", "1");
    }

    @Test
    void aListenerIsHandedNothingThatCouldNotBeSigned() throws SQLException {
        ListenSession session =
                ok(atlas.runtime.services().sessions().open(ACTOR, new ListenWish(null, List.of("deal.*"), "", null)));
        publish(1);
        atlas.settleEverything();
        spoil(session.endpoint().id(), "secret");
        assertThat(atlas.runtime.services().listening().next(session, Set.of()).fresh())
                .isEmpty();
        spoil(session.endpoint().id(), "secret");
        clock.advance(Duration.ofSeconds(11));
        assertThat(atlas.runtime.services().listening().next(session, Set.of()).fresh())
                .hasSize(1);
    }
}
