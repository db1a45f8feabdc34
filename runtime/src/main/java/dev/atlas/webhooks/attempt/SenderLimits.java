package dev.atlas.webhooks.attempt;

import java.time.Duration;

/**
 * What a sender may use.
 *
 * @param connections how many connections may be open at once, in use or kept; more attempts than that wait for one,
 *     and the wait counts against their deadline
 * @param connectionsPerHost how many of them to one host and port, which many endpoints may share
 * @param keepAlive how long an unused connection is kept at most; servers commonly close after 5 s or more, and one
 *     that closes just as a request is sent costs an attempt
 */
public record SenderLimits(int connections, int connectionsPerHost, Duration keepAlive) {

    /** @throws IllegalArgumentException when a limit is not above zero */
    public SenderLimits {
        if (connections < 1 || connectionsPerHost < 1 || keepAlive.isNegative() || keepAlive.isZero()) {
            throw new IllegalArgumentException(
                    "connections %d, connections per host %d and keep-alive %s must all be above zero"
                            .formatted(connections, connectionsPerHost, keepAlive));
        }
    }

    /**
     * Room for that many attempts at once, to any mix of hosts, and for as many kept connections besides: else, with many
     * hosts, each new attempt would close another host's kept connection.
     */
    public static SenderLimits forInFlight(int attempts) {
        return new SenderLimits(2 * attempts, attempts, Duration.ofSeconds(4));
    }
}
