package dev.atlas.webhooks.benchmarks.faults;

import java.util.List;
import java.util.random.RandomGenerator;

/** What a receiver does with a request that it has read. */
enum Reaction {
    ACCEPT,
    /** 410, for good. */
    GONE,
    ERROR,
    /** 429 with a Retry-After of one second. */
    TOO_MANY,
    REDIRECT,
    /** No answer, the connection stays open. */
    HANG,
    /** The answer's head, byte by byte, without an end. */
    DRIP,
    RESET,
    GARBAGE,
    /** The connection ends without an answer. */
    CLOSE,
    /** The connection ends in the middle of the body. */
    CUT;

    private static final List<Reaction> FAILURES =
            List.of(ERROR, TOO_MANY, REDIRECT, HANG, DRIP, RESET, GARBAGE, CLOSE, CUT);

    static Reaction failure(RandomGenerator random) {
        return FAILURES.get(random.nextInt(FAILURES.size()));
    }
}
