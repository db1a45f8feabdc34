package dev.atlas.webhooks.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesLieInTheirBuckets() {
        Latencies latencies = Latencies.NONE;
        for (int millis = 1; millis <= 1000; millis++) {
            latencies = latencies.plus(millis);
        }

        assertThat(latencies.percentile(0.50)).isEqualTo(500);
        assertThat(latencies.percentile(0.95)).isEqualTo(950);
        assertThat(latencies.percentile(0.99)).isEqualTo(990);
        assertThat(latencies.mean()).isEqualTo(500);
    }

    @Test
    void withoutAnyThereIsNone() {
        assertThat(Latencies.NONE.percentile(0.5)).isNull();
        assertThat(Latencies.NONE.mean()).isNull();
    }

    @Test
    void whatIsBeyondTheLastBoundCountsAsThatBound() {
        assertThat(Latencies.NONE.plus(60_000).percentile(0.5)).isEqualTo(10_000);
        assertThat(Latencies.NONE.plus(0).percentile(1)).isEqualTo(5);
    }

    @Test
    void theyAddUp() {
        Latencies one = Latencies.NONE.plus(3).plus(80);
        Latencies other = Latencies.NONE.plus(700);

        assertThat(one.plus(other)).isEqualTo(Latencies.NONE.plus(700).plus(80).plus(3));
    }
}
