package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.dsl.Backtest;
import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.CheckReport;
import dev.atlas.webhooks.dsl.CompileResult;
import dev.atlas.webhooks.dsl.Completion;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.Explanation;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.endpoint.EventTypePattern;
import dev.atlas.webhooks.event.EventReader;
import dev.atlas.webhooks.event.EventReading;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.NewEvent;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the filter editor asks, with the event types and the workspace's recent events in view. Thread-safe. */
public final class FilterAdmin {
    /** Most events that a back-test looks at, the newest. */
    public static final int MAX_BACKTEST = 10_000;

    private static final Duration A_DAY = Duration.ofDays(1);

    /** Of the data of events that are tried again; their text stands in memory twice. */
    private final long mostCharacters = Runtime.getRuntime().maxMemory() / 16;

    private final Database database;
    private final FilterLanguage language;
    private final EventTypes eventTypes;
    private final FilterFields fields;
    private final InstantSource clock;
    private final EventReader reader = new EventReader();

    public FilterAdmin(Database database, FilterLanguage language, EventTypes eventTypes, InstantSource clock) {
        this.database = database;
        this.language = language;
        this.eventTypes = eventTypes;
        this.fields = new FilterFields(database, eventTypes, clock);
        this.clock = clock;
    }

    /** Diagnostics of a filter for an endpoint that wants these types (patterns). */
    public CheckReport check(WorkspaceId workspace, String text, List<String> eventTypes) {
        return language.check(text, Set.copyOf(eventTypes), fields.of(workspace));
    }

    /** The canonical form of a filter; one that does not parse is given back as it is. */
    public String format(String text) {
        return language.format(text);
    }

    /** What could be typed at a place (UTF-16 offset), the likeliest first. */
    public List<Completion> complete(WorkspaceId workspace, String text, int cursor, List<String> eventTypes) {
        return language.complete(text, cursor, Set.copyOf(eventTypes), fields.of(workspace));
    }

    /** What routing goes by. */
    private Catalogue declared(WorkspaceId workspace) {
        return database.read(tx -> eventTypes.of(tx, workspace).fields());
    }

    /** What the filter does with an event of the workspace. */
    public Result<Explanation> explainStored(WorkspaceId workspace, String text, String publicId) {
        Optional<StoredEvent> stored = database.read(tx -> JdbcEvents.findByPublicId(tx, workspace, publicId));
        return stored.isEmpty()
                ? new Result.NotFound<>("event " + publicId)
                : explain(
                        workspace,
                        text,
                        view(stored.get().publicId(), stored.get().event()));
    }

    /** What the filter does with an event given as JSON, in the form in which events are published. */
    public Result<Explanation> explainSample(WorkspaceId workspace, String text, String eventJson) {
        return read(eventJson).then(event -> explain(workspace, text, view(sampleId(event), event)));
    }

    /**
     * What the whole rule does with an event given as JSON.
     *
     * @param eventTypes the endpoint's event types (patterns)
     */
    public Result<RuleTrial> tryRule(WorkspaceId workspace, String text, List<String> eventTypes, String eventJson) {
        return read(eventJson).then(event -> explain(workspace, text, view(sampleId(event), event))
                .then(explanation ->
                        new Result.Ok<>(new RuleTrial(event.type(), wanted(eventTypes, event), explanation))));
    }

    private Result<NewEvent> read(String eventJson) {
        return reader.read(eventJson, clock.instant().getEpochSecond()).when(new EventReading.Cases<>() {
            @Override
            public Result<NewEvent> accepted(EventReading.Accepted accepted) {
                return new Result.Ok<>(accepted.event());
            }

            @Override
            public Result<NewEvent> refused(EventReading.Refused refused) {
                return new Result.Invalid<>(refused.problems().stream()
                        .map(problem -> new Problem("/event" + problem.pointer(), problem.detail()))
                        .toList());
            }
        });
    }

    private static String sampleId(NewEvent event) {
        return event.externalId() == null ? "sample" : event.externalId();
    }

    private static boolean wanted(List<String> eventTypes, NewEvent event) {
        return eventTypes.isEmpty()
                || eventTypes.stream()
                        .filter(EventTypePattern::isValid)
                        .anyMatch(pattern -> new EventTypePattern(pattern).matches(event.type()));
    }

    private Result<Explanation> explain(WorkspaceId workspace, String text, EventView event) {
        List<Problem> problems = problems("/filter", text);
        return problems.isEmpty()
                ? new Result.Ok<>(language.explain(text, event, declared(workspace)))
                : new Result.Invalid<>(problems);
    }

    /**
     * What the filter would have done to the workspace's events of the latest time, the newest {@value #MAX_BACKTEST} of them; of large ones
     * as many as there is memory for.
     *
     * @param liveText the filter to compare with; empty for every event
     * @param eventTypes the endpoint's event types (patterns): other events are not looked at; empty for all
     */
    public Result<Backtest> backtest(
            WorkspaceId workspace, String text, String liveText, List<String> eventTypes, Duration window) {
        List<Problem> problems = new ArrayList<>(problems("/filter", text));
        problems.addAll(problems("/live_filter", liveText));
        if (!problems.isEmpty()) {
            return new Result.Invalid<>(problems);
        }
        Instant now = clock.instant();
        EventSearch search = new EventSearch(null, null, now.minus(window), null, null);
        JdbcEventLog.Found found = database.read(
                tx -> JdbcEventLog.search(tx, workspace, search, Long.MAX_VALUE, null, MAX_BACKTEST, mostCharacters));
        List<EventView> events = found.events().stream()
                .filter(stored -> wanted(eventTypes, stored.event()))
                .map(stored -> view(stored.publicId(), stored.event()))
                .toList();
        return new Result.Ok<>(language.backtest(text, liveText, events, period(found, now), declared(workspace)));
    }

    /** The time that the events stand for. A handful of them in one minute says nothing about thousands a day. */
    private static Duration period(JdbcEventLog.Found found, Instant now) {
        List<StoredEvent> newestFirst = found.events();
        if (newestFirst.isEmpty()) {
            return A_DAY;
        }
        Duration since =
                Duration.between(newestFirst.get(newestFirst.size() - 1).acceptedAt(), now);
        boolean all = found.complete() && newestFirst.size() < MAX_BACKTEST;
        return all && since.compareTo(A_DAY) < 0 ? A_DAY : since;
    }

    private List<Problem> problems(String pointer, String text) {
        return language.compile(text) instanceof CompileResult.Rejected rejected
                ? rejected.diagnostics().stream()
                        .map(found -> new Problem(
                                pointer,
                                "%s (line %d, column %d)".formatted(found.message(), found.line(), found.column())))
                        .toList()
                : List.of();
    }

    private static EventView view(String id, NewEvent event) {
        return EventView.of(id, event.type(), event.created(), event.tags(), event.data(), event.previous());
    }
}
