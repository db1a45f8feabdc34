package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.pipeline.InFlight.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final int MOST = 100;
    private static final int MOST_PER_ENDPOINT = 20;
    private static final long MOST_BYTES = 60_000;
    /** So many attempts of a thousand bytes have their memory: a byte counts three times. */
    private static final int MOST_BYTES_OF_THREE = 20;

    private final TestClock clock = new TestClock();
    private final InFlight inFlight = new InFlight(MOST, MOST_PER_ENDPOINT, MOST_BYTES, new Pace(clock), clock);

    private static EndpointId endpoint(int number) {
        return new EndpointId(new WorkspaceId(WorkspaceId.STEP), number);
    }

    private List<Place> takeAll(EndpointId endpoint) {
        List<Place> places = new ArrayList<>();
        for (Answer answer = inFlight.take(endpoint, null, false);
                answer.place() != null;
                answer = inFlight.take(endpoint, null, false)) {
            places.add(answer.place());
        }
        return places;
    }

    private void fail(EndpointId endpoint, int times) {
        for (int i = 0; i < times; i++) {
            inFlight.release(inFlight.take(endpoint, null, false).place(), false);
        }
    }

    private void succeed(EndpointId endpoint, int times) {
        for (int i = 0; i < times; i++) {
            inFlight.release(inFlight.take(endpoint, null, false).place(), true);
        }
    }

    @Test
    void anEndpointBeginsWithAFewPlacesAndEachSuccessDoublesThem() {
        assertThat(takeAll(endpoint(1))).hasSize(2);
        succeed(endpoint(2), 2);
        assertThat(takeAll(endpoint(2))).hasSize(8);
        succeed(endpoint(3), 5);
        assertThat(takeAll(endpoint(3))).hasSize(MOST_PER_ENDPOINT);
    }

    @Test
    void endpointsThatHaveNotAnsweredYetLeaveHalfOfThePlacesToThoseThatHave() {
        succeed(endpoint(1), 5);
        for (int i = 100; i < 200; i++) {
            takeAll(endpoint(i));
        }
        assertThat(inFlight.count()).isEqualTo(MOST / 2);
        assertThat(inFlight.take(endpoint(200), null, false).nodeIsFull()).isFalse();
        assertThat(inFlight.room(endpoint(200), null)).isZero();

        assertThat(takeAll(endpoint(1))).hasSize(MOST_PER_ENDPOINT);
    }

    @Test
    void anEndpointWhoseAnswerTakesLongIsOnTrialAgain() {
        for (int i = 0; i < 100; i++) {
            succeed(endpoint(i), 5);
        }
        for (int i = 0; i < 100; i++) {
            takeAll(endpoint(i));
        }
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            assertThat(inFlight.take(endpoint(i), null, false).place())
                    .as("it is full of attempts under way")
                    .isNull();
        }
        for (int i = 100; i < 200; i++) {
            takeAll(endpoint(i));
        }
        assertThat(inFlight.count())
                .as("the slow, and the half for those on trial")
                .isEqualTo(MOST + MOST / 2);
        assertThat(takeAll(endpoint(50))).as("answered, and is not slow").hasSize(MOST_PER_ENDPOINT);
    }

    @Test
    void anEndpointHasItsLimitAndTheNodeHasOne() {
        for (int i = 0; i < 5; i++) {
            succeed(endpoint(i), 5);
            assertThat(takeAll(endpoint(i))).hasSize(MOST_PER_ENDPOINT);
        }
        assertThat(inFlight.take(endpoint(1), null, false)).isEqualTo(new Answer(null, false));
        assertThat(inFlight.take(endpoint(9), null, false)).isEqualTo(new Answer(null, true));
    }

    @Test
    void endpointsThatHangGiveTheirPlacesFreeAfterASecond() {
        for (int i = 0; i < 5; i++) {
            succeed(endpoint(i), 5);
            takeAll(endpoint(i));
        }
        clock.advance(Duration.ofSeconds(1));
        succeed(endpoint(9), 5);

        assertThat(takeAll(endpoint(9))).hasSize(MOST_PER_ENDPOINT);
        assertThat(inFlight.count()).isEqualTo(MOST + MOST_PER_ENDPOINT);
    }

    @Test
    void endpointsThatKeepFailingGetFewerPlacesAndNoneOfTheHealthyOnes() {
        for (int i = 0; i < 80; i++) {
            fail(endpoint(i), 6);
        }
        for (int i = 0; i < 80; i++) {
            assertThat(takeAll(endpoint(i))).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(inFlight.count())
                .as("a quarter as many as there are in a room")
                .isEqualTo(MOST / 4);
        assertThat(inFlight.take(endpoint(79), null, false).nodeIsFull())
                .as("such a delivery leaves the claim's sight")
                .isFalse();
        succeed(endpoint(99), 5);
        assertThat(takeAll(endpoint(99))).hasSize(MOST_PER_ENDPOINT);
    }

    @Test
    void whileManyFailOnlyThoseThatSucceedHaveMoreThanOnePlace() {
        for (int i = 0; i < 30; i++) {
            fail(endpoint(i), 6);
        }
        for (int i = 0; i < 6; i++) {
            assertThat(takeAll(endpoint(i))).hasSize(2);
        }
        for (int i = 6; i < 19; i++) {
            assertThat(takeAll(endpoint(i))).hasSize(1);
        }
        assertThat(inFlight.room(endpoint(99), null)).as("a new one").isEqualTo(2);
        succeed(endpoint(98), 5);
        assertThat(takeAll(endpoint(98))).hasSize(MOST_PER_ENDPOINT);
    }

    @Test
    void whenManyMayHangWhoIsNewBeginsWithOnePlace() {
        for (int i = 0; i < 13; i++) {
            assertThat(takeAll(endpoint(i))).hasSize(2);
        }
        assertThat(takeAll(endpoint(13))).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(inFlight.free()).as("they hang, and make way").isEqualTo(MOST);
        assertThat(takeAll(endpoint(14))).hasSize(1);
    }

    @Test
    void endpointsThatSucceedSlowlyAreNotCountedAmongThoseThatFail() {
        for (int i = 0; i < 2; i++) {
            succeed(endpoint(i), 5);
            List<Place> places = takeAll(endpoint(i));
            clock.advance(Duration.ofSeconds(1));
            inFlight.free(); // looks, and moves them to the slow room
            places.forEach(place -> inFlight.release(place, true));
        }
        for (int i = 100; i < 200; i++) {
            fail(endpoint(i), 1);
        }
        for (int i = 100; i < 200; i++) {
            takeAll(endpoint(i));
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(inFlight.count()).as("those that fail").isEqualTo(MOST / 4);
        for (int i = 0; i < 2; i++) {
            assertThat(takeAll(endpoint(i))).hasSize(MOST_PER_ENDPOINT);
        }
    }

    @Test
    void theSameNumberOfPlacesIsFreeAfterAllAreGivenBack() {
        List<Place> places = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 100; i++) {
                places.addAll(takeAll(endpoint(i)));
            }
            assertThat(places).hasSize(MOST / 2);
            clock.advance(Duration.ofSeconds(round));
            places.forEach(place -> inFlight.release(place, null));
            places.clear();
        }
    }

    @Test
    void aSerializedEndpointHasNoRoomWhileOneIsUnderWayButItsNextMayTakeAPlaceBeforeThatOneIsSettled() {
        Place first = inFlight.take(endpoint(1), null, true).place();
        assertThat(inFlight.room(endpoint(1), null)).isZero();
        Place second = inFlight.take(endpoint(1), null, true).place();
        inFlight.release(first, true);
        assertThat(inFlight.room(endpoint(1), null)).isZero();
        inFlight.release(second, true);
        assertThat(inFlight.room(endpoint(1), null)).isEqualTo(1);
    }

    @Test
    void anEndpointThatWorksAgainGetsItsPlacesBack() {
        fail(endpoint(1), 10);
        assertThat(inFlight.room(endpoint(1), null)).isEqualTo(2);
        for (int i = 0; i < 4; i++) {
            inFlight.release(inFlight.take(endpoint(1), null, false).place(), true);
        }
        assertThat(inFlight.room(endpoint(1), null)).isEqualTo(MOST_PER_ENDPOINT);
    }

    @Test
    void attemptsWithMuchToSendHaveNoMoreThanTheMemoryOfTheirRoom() {
        succeed(endpoint(1), 5);
        List<Place> answering = takeAll(endpoint(1));
        assertThat(answering).filteredOn(place -> inFlight.weigh(place, 1_000)).hasSize(MOST_BYTES_OF_THREE);
        assertThat(inFlight.hasRoom()).as("for the slow").isTrue();
        clock.advance(Duration.ofSeconds(2));
        assertThat(inFlight.free()).as("they hang, and make way").isEqualTo(MOST);

        succeed(endpoint(2), 5);
        Place quick = inFlight.take(endpoint(2), null, false).place();
        assertThat(inFlight.weigh(quick, 1_000)).isTrue();
        fail(endpoint(3), 3);
        Place slow = inFlight.take(endpoint(3), null, false).place();
        assertThat(slow).as("the slow have taken all that is theirs").isNotNull();
        assertThat(inFlight.weigh(slow, 1_000)).isFalse();
        inFlight.release(slow, null);

        answering.forEach(place -> inFlight.release(place, true));
        Place next = inFlight.take(endpoint(3), null, false).place();
        assertThat(inFlight.weigh(next, 19_000)).isTrue();
    }

    @Test
    void endpointsOnTrialHaveHalfOfTheMemoryAndOneLargeBodyMayAlwaysGo() {
        Place large = inFlight.take(endpoint(1), null, false).place();
        assertThat(inFlight.weigh(large, 1_000_000)).isTrue();
        assertThat(inFlight.weigh(inFlight.take(endpoint(2), null, false).place(), 1))
                .isFalse();
        inFlight.release(large, true);
        assertThat(inFlight.weigh(inFlight.take(endpoint(3), null, false).place(), 10_000))
                .isTrue();
        assertThat(inFlight.weigh(inFlight.take(endpoint(4), null, false).place(), 1))
                .isFalse();
        succeed(endpoint(5), 1);
        assertThat(inFlight.weigh(inFlight.take(endpoint(5), null, false).place(), 10_000))
                .isTrue();
    }
}
