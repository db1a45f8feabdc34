package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.Sha256;
import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Slows down whoever guesses: after some failures in a row for one address, or from one place, the next try has to wait,
 * twice as long each time. All nodes count together. Thread-safe.
 */
final class LoginThrottle {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofHours(24);

    private final Database database;
    private final InstantSource clock;

    LoginThrottle(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What failures are counted for, and how many of them are free. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Subject(byte[] hash, int free) {}

    private static List<Subject> subjects(String email, String from) {
        return List.of(new Subject(Sha256.of("email " + email), 5), new Subject(Sha256.of("from " + from), 50));
    }

    /** How long the next try has to wait; zero when it may go on. */
    Duration wait(String email, String from) {
        Instant now = clock.instant();
        return database.read(tx -> subjects(email, from).stream()
                .map(subject -> JdbcLoginFailures.find(tx, subject.hash(), now.minus(MEMORY))
                        .map(failures -> left(subject.free(), failures, now))
                        .orElse(Duration.ZERO))
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b));
    }

    private static Duration left(int free, JdbcLoginFailures.Failures failures, Instant now) {
        int beyond = failures.count() - free;
        if (beyond < 0) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(beyond, 20));
        Duration wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        Duration left = Duration.between(now, failures.lastAt().plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    void failed(String email, String from) {
        Instant now = clock.instant();
        database.inTransaction(tx -> {
            JdbcLoginFailures.forget(tx, now.minus(MEMORY));
            subjects(email, from).forEach(subject -> JdbcLoginFailures.add(tx, subject.hash(), now));
            return now;
        });
    }

    /** Forgets the failures for the address; those from the place stay, or one own account would free an attacker. */
    void succeeded(String email, String from) {
        database.inTransaction(tx -> {
            JdbcLoginFailures.delete(tx, subjects(email, from).get(0).hash());
            return email;
        });
    }
}
