package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.jdbc.Migrations;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The number that keeps the ids of nodes apart. */
@DatabaseTest
class NodeLeaseTest {
    private final TestClock clock = new TestClock();
    private FaultyDatabase faulty;
    private Database database;

    @BeforeEach
    void start(TestDatabase test) {
        Migrations.migrate(test.dataSource());
        faulty = new FaultyDatabase(test.dataSource());
        database = new Database(faulty);
    }

    @Test
    void aNodeWhoseNumberWasTakenByAnotherGetsAnotherAndItsIdsGoOnGrowing() {
        NodeLease first = NodeLease.take(database, 11, clock);
        NodeLease frozen = NodeLease.take(database, 12, clock);
        long before = frozen.ids().next();
        first.close();
        database.read(tx -> tx.execute("UPDATE atlas_node SET lease_until = 1")); // it stood still for an hour
        NodeLease third = NodeLease.take(database, 13, clock);
        NodeLease fourth = NodeLease.take(database, 14, clock);
        assertThat(fourth.ids().node()).isEqualTo(frozen.ids().node());

        frozen.runOnce();
        fourth.runOnce();
        third.close();
        frozen.runOnce();

        assertThat(frozen.ids().node())
                .isEqualTo(2)
                .isNotEqualTo(fourth.ids().node())
                .isNotEqualTo(third.ids().node());
        assertThat(frozen.ids().next()).isGreaterThan(before);
    }

    @Test
    void aNumberThatNobodyTookMeanwhileIsKept() {
        NodeLease lease = NodeLease.take(database, 11, clock);
        database.read(tx -> tx.execute("UPDATE atlas_node SET lease_until = 1"));
        lease.runOnce();

        assertThat(lease.ids().node()).isZero();
        assertThat(NodeLease.take(database, 12, clock).ids().node()).isEqualTo(1);
    }

    @Test
    void withoutTheDatabaseItsEndHoldsNothingElseUp() {
        NodeLease lease = NodeLease.take(database, 11, clock);
        SQLException gone = new SQLNonTransientConnectionException("Communications link failure");
        faulty.refuseConnections(1, gone);

        assertThatCode(lease::close).doesNotThrowAnyException();
    }
}
