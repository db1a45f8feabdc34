package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.site.Site.Database;
import java.time.Duration;

/**
 * What a run does.
 *
 * @param seed of every choice; the timing of processes stays their own
 * @param length of the time in which things break
 * @param pauseMillis the mean time between two actions of a publisher
 */
public record FaultPlan(
        long seed, Duration length, int nodes, int pauseMillis, Database database, Surroundings surroundings) {

    /** The short form: three nodes on MariaDB, with the machine's clock and name server. */
    static FaultPlan brief(long seed) {
        return new FaultPlan(seed, Duration.ofSeconds(15), 3, 100, Database.MARIADB, Surroundings.PLAIN);
    }

    @Override
    public String toString() {
        return "seed %d: %d nodes on %s, %d s, %s".formatted(seed, nodes, database, length.toSeconds(), surroundings);
    }
}
