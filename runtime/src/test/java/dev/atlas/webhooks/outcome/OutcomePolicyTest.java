package dev.atlas.webhooks.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.FailureKind;
import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.attempt.PhaseTimings;
import dev.atlas.webhooks.attempt.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomePolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Trace TRACE =
            new Trace(NOW, new PhaseTimings(null, null, null, null, Duration.ofMillis(5)), null);

    private static Outcome judge(int status, Header... headers) {
        return OutcomePolicy.judge(
                new AttemptResult.Responded(TRACE, status, List.of(headers), new byte[0], false), NOW);
    }

    private static Duration retryAfter(int status, String value) {
        return ((Outcome.Failed) judge(status, new Header("retry-after", value))).retryAfter();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void everyCompleteSuccessIsADelivery(int status) {
        assertThat(judge(status)).isEqualTo(new Outcome.Delivered(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 307, 308, 400, 401, 404, 409, 410, 429, 500, 502, 503, 599})
    void everythingElseFails(int status) {
        assertThat(judge(status)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void only410MeansGone() {
        assertThat(((Outcome.Failed) judge(410)).gone()).isTrue();
        assertThat(((Outcome.Failed) judge(404)).gone()).isFalse();
    }

    @Test
    void retryAfterCountsOn429And503InSecondsOrAsADate() {
        assertThat(retryAfter(429, "120")).isEqualTo(Duration.ofMinutes(2));
        assertThat(retryAfter(503, "Tue, 24 Nov 2026 10:01:00 GMT")).isEqualTo(Duration.ofMinutes(1));
        assertThat(retryAfter(500, "120")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1.5", "", "99999999999", "Tue, 24 Nov 2026 09:00:00 GMT"})
    void aRetryAfterThatMeansNothingIsIgnored(String value) {
        assertThat(retryAfter(429, value)).isNull();
    }

    @Test
    void anAttemptThatThisNodeBrokeOffSaysNothing() {
        assertThat(OutcomePolicy.judge(new AttemptResult.Failed(TRACE, FailureKind.ABANDONED, "stopped"), NOW))
                .isInstanceOf(Outcome.GivenBack.class);
        assertThat(OutcomePolicy.judge(new AttemptResult.Failed(TRACE, FailureKind.TIMEOUT, "slow"), NOW))
                .isInstanceOf(Outcome.Failed.class);
    }
}
