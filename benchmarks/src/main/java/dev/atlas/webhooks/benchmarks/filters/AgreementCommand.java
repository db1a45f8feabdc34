package dev.atlas.webhooks.benchmarks.filters;

import dev.atlas.webhooks.dsl.Agreement;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long run of the proof that the build makes in short. */
@Command(
        name = "agreement",
        description = "Proves on random filters and events that index, predicate and naive interpreter agree.",
        mixinStandardHelpOptions = true)
public final class AgreementCommand implements Callable<Integer> {

    private static final long PAIRS_PER_BLOCK = (long) Agreement.FILTERS * Agreement.EVENTS;
    private static final long BLOCKS_PER_LINE = 100;

    @Option(names = "--pairs", defaultValue = "10000000", description = "filters × events")
    private long pairs;

    @Option(names = "--seed", defaultValue = "42")
    private long seed;

    @Override
    public Integer call() {
        int blocks = Math.toIntExact((pairs + PAIRS_PER_BLOCK - 1) / PAIRS_PER_BLOCK);
        long start = System.nanoTime();
        Agreement.prove(seed, blocks, done -> {
            if (done % (PAIRS_PER_BLOCK * BLOCKS_PER_LINE) == 0) {
                System.out.printf("%,d pairs agree, %d s%n", done, (System.nanoTime() - start) / 1_000_000_000);
            }
        });
        System.out.printf("all %,d pairs agree (seed %d)%n", blocks * PAIRS_PER_BLOCK, seed);
        return 0;
    }
}
