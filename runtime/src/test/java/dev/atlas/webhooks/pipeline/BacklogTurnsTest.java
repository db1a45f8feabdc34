package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.jdbc.Migrations;
import dev.atlas.webhooks.queue.JdbcBacklog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order, and how often, endpoints with waiting deliveries are asked whether they can take something. */
@DatabaseTest
class BacklogTurnsTest {
    private static final int LIMIT = 50;

    private final TestClock clock = new TestClock();
    private final Set<EndpointId> busy = new HashSet<>();
    private Database database;
    private Backlog backlog;
    private int asked;

    @BeforeEach
    void start(TestDatabase test) {
        Migrations.migrate(test.dataSource());
        database = new Database(test.dataSource());
        backlog = new Backlog(database, clock);
    }

    private static List<EndpointId> endpoints(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> new EndpointId(new WorkspaceId(WorkspaceId.STEP), number))
                .toList();
    }

    private List<EndpointId> next(int limit) {
        asked = 0;
        return backlog.next(limit, endpoint -> {
            asked++;
            return !busy.contains(endpoint);
        });
    }

    @Test
    void endpointsTakeTurns() {
        List<EndpointId> three = endpoints(1, 3);
        backlog.add(three);

        assertThat(next(2)).containsExactly(three.get(0), three.get(1));
        assertThat(next(2)).containsExactly(three.get(2), three.get(0));
    }

    @Test
    void aFewFullOnesAreAskedEachTimeAndServedAsSoonAsTheyHaveRoom() {
        List<EndpointId> full = endpoints(1, 200);
        busy.addAll(full);
        backlog.add(full);
        for (int turn = 0; turn < 3; turn++) {
            assertThat(next(LIMIT)).isEmpty();
            assertThat(asked).isEqualTo(200);
        }

        busy.remove(full.get(7));
        assertThat(next(LIMIT)).containsExactly(full.get(7));
    }

    @Test
    void theMoreAreFullTheLessOftenTheyAreAskedWhileTheOthersGoOn() {
        List<EndpointId> full = endpoints(1, 2_200);
        List<EndpointId> healthy = endpoints(5_000, 3);
        busy.addAll(full);
        backlog.add(full);
        backlog.add(healthy);
        next(LIMIT);
        assertThat(next(LIMIT)).containsExactlyElementsOf(healthy);

        for (int millis = 0; millis < 500; millis += 167) {
            assertThat(next(LIMIT)).containsExactlyElementsOf(healthy);
            assertThat(asked).as("after %d ms", millis).isEqualTo(3);
            clock.advance(Duration.ofMillis(167));
        }
        assertThat(next(LIMIT)).containsExactlyElementsOf(healthy);
        assertThat(asked).as("two thousand more than a few wait for 500 ms").isEqualTo(2_203);
        assertThat(next(LIMIT)).containsExactlyElementsOf(healthy);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void oneOfManyFullOnesIsAskedAsSoonAsAnAttemptOfItsHasEnded() {
        List<EndpointId> full = endpoints(1, 2_200);
        busy.addAll(full);
        backlog.add(full);
        next(LIMIT);
        next(LIMIT);
        busy.remove(full.get(7));
        backlog.released(List.of(full.get(7), full.get(8)));
        backlog.released(endpoints(5_000, 1)); // nothing waits for it

        assertThat(next(LIMIT)).containsExactly(full.get(7));
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whatIsAddedAgainWhileItIsFullIsNotAskedSooner() {
        List<EndpointId> full = endpoints(1, 2_200);
        busy.addAll(full);
        backlog.add(full);
        next(LIMIT);
        next(LIMIT);
        backlog.add(full);

        assertThat(next(LIMIT)).isEmpty();
        assertThat(asked).isZero();
    }

    @Test
    void whatAnotherNodeAddedIsFoundWithinASecondAndWhatWasRemovedIsGone() {
        EndpointId theirs = endpoints(1, 1).get(0);
        assertThat(next(LIMIT)).isEmpty();
        database.inTransaction(tx -> {
            JdbcBacklog.add(tx, List.of(theirs));
            return 0;
        });
        assertThat(next(LIMIT)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(next(LIMIT)).containsExactly(theirs);

        backlog.remove(theirs);
        assertThat(next(LIMIT)).isEmpty();
    }

    @Test
    void thoseBeyondTheFirstThousandsAreLookedUpToo() {
        EndpointId last = endpoints(100_000, 1).get(0);
        database.inTransaction(tx -> {
            JdbcBacklog.add(tx, endpoints(1, 20_000));
            JdbcBacklog.add(tx, List.of(last));
            return null;
        });
        assertThat(next(30_000)).hasSize(20_000);
        clock.advance(Duration.ofSeconds(1));
        assertThat(next(30_000)).contains(last);
        clock.advance(Duration.ofSeconds(1));
        endpoints(1, 20_000).forEach(backlog::remove);
        assertThat(next(30_000)).as("from the first on again").hasSize(20_001);
    }
}
