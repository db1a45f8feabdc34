package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.dsl.CompileResult;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.replay.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What may be asked of a replay. */
public final class ReplayRules {
    /** How many deliveries may be named one by one. */
    public static final int MAX_IDS = 1_000;

    private static final int MAX_RATE = 10_000;
    private static final String DEAD = "dead";
    private static final List<String> FINISHED = List.of("delivered", DEAD, "cancelled");

    private final FilterLanguage language;
    private final Duration retention;
    private final InstantSource clock;

    public ReplayRules(FilterLanguage language, Duration retention, InstantSource clock) {
        this.language = language;
        this.retention = retention;
        this.clock = clock;
    }

    Result<Selection> apply(ReplayInput input) {
        Instant now = clock.instant();
        Instant oldest = now.minus(retention);
        Instant since = input.since() == null || input.since().isBefore(oldest) ? oldest : input.since();
        Instant until = input.until() == null || input.until().isAfter(now) ? now.plusMillis(1) : input.until();
        List<DeliveryId> ids = Objects.requireNonNullElse(input.ids(), List.of());
        String filter = Objects.requireNonNullElse(input.filter(), "");
        List<Problem> problems = problems(input, ids, filter);
        if (!since.isBefore(until)) {
            problems.add(new Problem(
                    "/until",
                    "must be later than since, and within the %d days for which deliveries are kept"
                            .formatted(retention.toDays())));
        }
        if (!problems.isEmpty()) {
            return new Result.Invalid<>(problems);
        }
        EndpointId endpoint = input.endpoint();
        return new Result.Ok<>(new Selection(
                endpoint == null ? null : endpoint.value(),
                since,
                until,
                input.deadLetters() ? List.of(DEAD) : Objects.requireNonNullElse(input.statuses(), FINISHED),
                input.code(),
                input.cause(),
                ids.stream().map(DeliveryId::value).toList(),
                filter,
                input.missed()));
    }

    private List<Problem> problems(ReplayInput input, List<DeliveryId> ids, String filter) {
        List<Problem> problems = new ArrayList<>();
        List<String> statuses = Objects.requireNonNullElse(input.statuses(), List.of());
        if (!FINISHED.containsAll(statuses)) {
            problems.add(
                    new Problem("/status", "is delivered, dead or cancelled: only what is finished can be replayed"));
        }
        if (input.deadLetters() && !statuses.isEmpty()) {
            problems.add(new Problem("/status", "goes without dead_letters, which already says it"));
        }
        if (input.missed() && input.endpoint() == null) {
            problems.add(new Problem("/endpoint", "is required with missed: it is about what this endpoint missed"));
        }
        if (input.missed()
                && (input.deadLetters()
                        || !statuses.isEmpty()
                        || !ids.isEmpty()
                        || input.code() != null
                        || input.cause() != null)) {
            problems.add(new Problem(
                    "/missed",
                    "goes only with endpoint, since, until, filter and rate: what was missed has no delivery"));
        }
        boolean narrowed = input.missed() || input.deadLetters() || !statuses.isEmpty() || !ids.isEmpty();
        if (!narrowed && input.since() == null && input.code() == null && input.cause() == null) {
            problems.add(
                    new Problem("", "say what to replay: ids, since, status, code, cause, dead_letters or missed"));
        }
        if (ids.size() > MAX_IDS) {
            problems.add(new Problem("/ids", "holds at most %,d ids; use since and until for more".formatted(MAX_IDS)));
        }
        Integer rate = input.rate();
        if (rate != null && (rate < 1 || rate > MAX_RATE)) {
            problems.add(new Problem("/rate", "is 1 to %,d deliveries a second".formatted(MAX_RATE)));
        }
        if (language.compile(filter) instanceof CompileResult.Rejected rejected) {
            rejected.diagnostics().forEach(found -> problems.add(new Problem("/filter", found.message())));
        }
        return problems;
    }
}
