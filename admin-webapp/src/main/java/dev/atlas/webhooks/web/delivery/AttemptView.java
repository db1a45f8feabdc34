package dev.atlas.webhooks.web.delivery;

import dev.atlas.webhooks.attempt.AttemptRecord;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.Header;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as the drawer shows it.
 *
 * @param error in plain words; null when there was a response
 * @param response null when there was none
 */
public record AttemptView(AttemptRecord attempt, @Nullable String error, @Nullable Response response) {

    /** What came back; bytes that are no UTF-8 show as replacement characters. */
    public record Response(int status, List<Header> headers, String body, boolean truncated) {}

    static AttemptView of(AttemptRecord attempt) {
        return attempt.result().when(new AttemptResult.Cases<AttemptView>() {
            @Override
            public AttemptView responded(AttemptResult.Responded responded) {
                String body = new String(responded.body(), StandardCharsets.UTF_8);
                Response response = new Response(responded.status(), responded.headers(), body, responded.truncated());
                return new AttemptView(attempt, null, response);
            }

            @Override
            public AttemptView failed(AttemptResult.Failed failed) {
                return new AttemptView(attempt, failed.message(), null);
            }
        });
    }

    public @Nullable Integer status() {
        return response == null ? null : Integer.valueOf(response.status());
    }

    public Instant startedAt() {
        return attempt.result().startedAt();
    }

    public Duration duration() {
        return attempt.result().phases().total();
    }

    public @Nullable String remoteAddress() {
        return attempt.result().remoteAddress();
    }

    public PhaseBar bar() {
        return PhaseBar.of(attempt.result().phases());
    }
}
