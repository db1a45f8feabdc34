package dev.atlas.webhooks.attempt;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in one attempt: facts only. Immutable. */
public sealed interface AttemptResult {

    /** At most this many bytes of a response body are kept. */
    int MAX_BODY_BYTES = 16 * 1024;

    Trace trace();

    default Instant startedAt() {
        return trace().startedAt();
    }

    default PhaseTimings phases() {
        return trace().phases();
    }

    default @Nullable String remoteAddress() {
        return trace().remoteAddress();
    }

    /** Calls the one case that applies. */
    <R> R when(Cases<R> cases);

    /** One function per kind of result. */
    interface Cases<R> {
        R responded(Responded responded);

        R failed(Failed failed);
    }

    /**
     * The endpoint answered, with whatever status.
     *
     * @param status 200 to 599 for a sane endpoint
     * @param headers in the order received
     * @param body at most {@link #MAX_BODY_BYTES}, exactly as received, never decompressed
     * @param truncated whether the endpoint sent more than {@code body} holds
     */
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out; results are never compared
    record Responded(Trace trace, int status, List<Header> headers, byte[] body, boolean truncated)
            implements AttemptResult {

        public Responded {
            headers = List.copyOf(headers);
            body = body.clone();
        }

        /** A copy of the bytes. */
        @Override
        public byte[] body() {
            return body.clone();
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.responded(this);
        }
    }

    /**
     * There is no complete response.
     *
     * @param message one sentence in plain words, for the delivery log
     */
    record Failed(Trace trace, FailureKind kind, String message) implements AttemptResult {

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.failed(this);
        }
    }
}
