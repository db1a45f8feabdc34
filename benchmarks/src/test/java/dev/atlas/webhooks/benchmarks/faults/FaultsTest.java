package dev.atlas.webhooks.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code benchmarks/run faults}. */
class FaultsTest {
    private static final Path WAR = Path.of(System.getProperty("atlas.benchmarks.war"));

    @Test
    void everyPromiseIsKeptWhileNodesAndDatabaseDie(@TempDir Path folder) throws Exception {
        Findings findings = new FaultRun(FaultPlan.brief(1)).in(folder, WAR);

        assertThat(findings.breaches()).as(findings.toString()).isEmpty();
    }
}
