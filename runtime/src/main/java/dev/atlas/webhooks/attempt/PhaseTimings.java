package dev.atlas.webhooks.attempt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long each phase of an attempt took. A phase is null when it was not finished, or not needed: an attempt on a kept
 * connection has no {@code dns}, {@code connect} and {@code tls}; one over plain http has no {@code tls}.
 *
 * @param dns finding the host's addresses
 * @param connect making the TCP connection, with all addresses tried
 * @param tls the TLS handshake
 * @param firstByte from the ready connection to the status line and headers of the response
 * @param total from the call to the last byte of the response, or to the failure
 */
public record PhaseTimings(
        @Nullable Duration dns,
        @Nullable Duration connect,
        @Nullable Duration tls,
        @Nullable Duration firstByte,
        Duration total) {}
