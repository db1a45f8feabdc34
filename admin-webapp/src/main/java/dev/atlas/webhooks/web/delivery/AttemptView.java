package dev.atlas.webhooks.web.delivery;

import dev.atlas.webhooks.attempt.AttemptRecord;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.web.page.Diff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as the drawer shows it.
 *
 * @param error in plain words; null when there was a response
 * @param response null when there was none
 * @param sinceBefore what came back, against the attempt before; null when nothing differs or there was none
 */
public record AttemptView(
        AttemptRecord attempt, @Nullable String error, @Nullable Response response, @Nullable Diff sinceBefore) {

    /** Headers that differ every time and so say nothing. */
    private static final Set<String> NOISE = Set.of("date", "content-length", "x-request-id", "cf-ray", "x-runtime");

    /** What came back; bytes that are no UTF-8 show as replacement characters. */
    public record Response(int status, List<Header> headers, String body, boolean truncated) {}

    /** The attempts in the order of the list, each compared with the one before it in time. */
    static List<AttemptView> newestFirst(List<AttemptRecord> attempts) {
        List<AttemptView> views = new ArrayList<>();
        AttemptView before = null;
        for (AttemptRecord attempt : attempts.stream()
                .sorted(Comparator.comparingInt(AttemptRecord::number))
                .toList()) {
            AttemptView view = of(attempt);
            views.add(before == null ? view : view.comparedWith(before));
            before = view;
        }
        Collections.reverse(views);
        return views;
    }

    private AttemptView comparedWith(AttemptView before) {
        Diff diff = Diff.ofLines(before.outcomeText(), outcomeText());
        return new AttemptView(attempt, error, response, diff.changed() ? diff : null);
    }

    private String outcomeText() {
        if (response == null) {
            return error + "\n";
        }
        String headers = response.headers().stream()
                .filter(header -> !NOISE.contains(header.name().toLowerCase(Locale.ROOT)))
                .map(header -> header.name() + ": " + header.value() + "\n")
                .collect(Collectors.joining());
        return "HTTP " + response.status() + "\n" + headers + "\n" + response.body() + "\n";
    }

    private static AttemptView of(AttemptRecord attempt) {
        return attempt.result().when(new AttemptResult.Cases<AttemptView>() {
            @Override
            public AttemptView responded(AttemptResult.Responded responded) {
                String body = new String(responded.body(), StandardCharsets.UTF_8);
                Response response = new Response(responded.status(), responded.headers(), body, responded.truncated());
                return new AttemptView(attempt, null, response, null);
            }

            @Override
            public AttemptView failed(AttemptResult.Failed failed) {
                return new AttemptView(attempt, failed.message(), null, null);
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
