package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Looks for all whose work is rare, so that none of them has to ask the database by itself, and wakes them. */
final class LookWorker implements Worker {
    private final Database database;
    private final InstantSource clock;
    private volatile Consumer<Matter> onFound = matter -> {};

    LookWorker(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Who is told of what there is. */
    void tells(Consumer<Matter> whenFound) {
        onFound = whenFound;
    }

    @Override
    public Pauses pauses() {
        return Pauses.always(Duration.ofMillis(500));
    }

    /** What was found is done by others, so there is nothing to go on with here. */
    @Override
    public int runOnce() {
        database.read(tx -> JdbcMatters.present(tx, clock.instant())).forEach(onFound);
        return 0;
    }
}
