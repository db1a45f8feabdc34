package dev.atlas.webhooks.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two rooms for look-ups, under a clock that is stepped. */
class LookUpsTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong();
    private final List<LookUp> running = new ArrayList<>();
    private final LookUps lookUps = new LookUps(now::get, running::add);

    private static Attempt attempt() {
        AttemptRequest request =
                new AttemptRequest(URI.create("http://example.com/"), new byte[0], List.of(), SenderUnderTest.AMPLE);
        return new Attempt(request, SenderUnderTest.NOW, result -> {});
    }

    private LookUp ask(String host) {
        LookUp lookUp = new LookUp(host, attempt());
        lookUps.add(lookUp);
        return lookUp;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        lookUps.tidy();
    }

    @Test
    void lookUpsThatHangMakeWayAfterASecond() {
        IntStream.range(0, 64).forEach(i -> ask("hanging" + i));
        LookUp fine = ask("fine");
        assertThat(running).hasSize(64).doesNotContain(fine);

        pass(A_SECOND);
        assertThat(running).contains(fine);
    }

    @Test
    void aHostThatWasSlowTakesNoPlaceOfTheQuickUntilItIsQuickAgain() {
        LookUp slow = ask("slow");
        pass(A_SECOND);
        lookUps.done(slow);
        IntStream.range(0, 64).forEach(i -> ask("other" + i));

        LookUp again = ask("slow");
        assertThat(running).as("in the slow room").contains(again);
        lookUps.done(again);
        LookUp quick = ask("slow");
        assertThat(running).as("among the quick, which are full").doesNotContain(quick);
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotLookedUp() {
        IntStream.range(0, 64).forEach(i -> ask("hanging" + i));
        Attempt attempt = attempt();
        LookUp waiting = new LookUp("waiting", attempt);
        lookUps.add(waiting);
        attempt.fail(FailureKind.TIMEOUT, "the deadline passed");
        lookUps.tidy();

        pass(A_SECOND);
        assertThat(running).doesNotContain(waiting);
        assertThat(waiting.answer()).isCompletedExceptionally();
        assertThat(waiting.join(attempt())).isFalse();
    }

    @Test
    void namesThatHangInTheSlowRoomKeepBackOnlyOtherSlowOnes() {
        IntStream.range(0, 5).forEach(second -> {
            IntStream.range(0, 64).forEach(i -> ask("hanging" + second + "-" + i));
            pass(A_SECOND);
        });
        assertThat(running).hasSize(320);
        assertThat(ask("fine")).as("all rooms are full of the hanging").isNotIn(running);

        lookUps.done(running.get(0));
        pass(Duration.ZERO);
        assertThat(running).hasSize(321);
    }
}
