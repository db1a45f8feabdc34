package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.faults.Journal.Fate;
import dev.atlas.webhooks.benchmarks.site.JdbcDatabase;
import dev.atlas.webhooks.publish.AtlasOutbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An application that publishes in its own transactions; some are rolled back, some held open for long. */
final class JdbcPublisher implements Runnable {
    private static final int LARGEST_TRANSACTION = 5;
    private static final double ROLLED_BACK = 0.15;
    private static final int AFTER_FAILURE_MS = 300;

    private final String name;
    private final JdbcDatabase database;
    private final Journal journal;
    private final Random random;
    private final int pauseMillis;
    private final CountDownLatch stop;

    /** @param pauseMillis the mean time for which a transaction stays open */
    JdbcPublisher(
            String name, JdbcDatabase database, Journal journal, Random random, int pauseMillis, CountDownLatch stop) {
        this.name = name;
        this.database = database;
        this.journal = journal;
        this.random = random;
        this.pauseMillis = pauseMillis;
        this.stop = stop;
    }

    @Override
    public void run() {
        for (int transaction = 0; stop.getCount() > 0; transaction++) {
            List<Published> events = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(LARGEST_TRANSACTION); i++) {
                events.add(Published.random(name + "-" + transaction + "-" + i, random));
            }
            Fate fate = publish(events);
            events.forEach(event -> journal.note(event, fate));
            if (fate != Fate.COMMITTED) {
                await(AFTER_FAILURE_MS);
            }
        }
    }

    private Fate publish(List<Published> events) {
        boolean committing = false;
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (Published event : events) {
                AtlasOutbox.publish(connection, event.event());
            }
            await(1 + random.nextInt(2 * pauseMillis));
            if (random.nextDouble() < ROLLED_BACK) {
                connection.rollback();
                return Fate.ROLLED_BACK;
            }
            committing = true;
            connection.commit();
            return Fate.COMMITTED;
        } catch (SQLException databaseIsAway) {
            return committing ? Fate.UNKNOWN : Fate.ROLLED_BACK;
        }
    }

    private void await(int millis) {
        try {
            if (stop.await(millis, TimeUnit.MILLISECONDS)) {
                return; // the run ends; the transaction at hand still does
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
