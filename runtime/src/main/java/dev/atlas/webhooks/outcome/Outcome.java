package dev.atlas.webhooks.outcome;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The verdict on one attempt. */
public sealed interface Outcome {
    /** The endpoint took the event: a complete 2xx response. */
    record Delivered(int status) implements Outcome {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.delivered(this);
        }
    }

    /**
     * The endpoint did not take it.
     *
     * @param status null when there was no complete response
     * @param error what to show, one sentence
     * @param retryAfter how long the endpoint asked to be left alone; null when it did not
     * @param gone whether it said that it will never take anything again (410)
     */
    record Failed(@Nullable Integer status, String error, @Nullable Duration retryAfter, boolean gone)
            implements Outcome {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.failed(this);
        }
    }

    /** Nothing is known of the endpoint, because this node stopped: the attempt does not count. */
    record GivenBack() implements Outcome {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.givenBack(this);
        }
    }

    <R> R when(Cases<R> cases);

    /** One answer for each verdict. */
    interface Cases<R> {
        R delivered(Delivered delivered);

        R failed(Failed failed);

        R givenBack(GivenBack givenBack);
    }
}
