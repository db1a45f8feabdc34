package dev.atlas.webhooks.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. */
final class TestClock implements InstantSource {
    private volatile Instant now;
    private volatile Duration put = Duration.ZERO;

    TestClock() {
        this(Instant.parse("2026-11-24T10:00:00Z"));
    }

    TestClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now.plus(put);
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    /** Somebody puts the clock; no time passes. */
    void put(Duration by) {
        put = put.plus(by);
    }

    /** As {@link System#nanoTime}. */
    long nanoTime() {
        return now.toEpochMilli() * 1_000_000;
    }
}
