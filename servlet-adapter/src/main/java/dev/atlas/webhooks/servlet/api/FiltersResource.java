package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.FilterAdmin;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.dsl.Backtest;
import dev.atlas.webhooks.dsl.CheckReport;
import dev.atlas.webhooks.dsl.Completion;
import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.Explanation;
import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /filters}: what an editor of the filter language asks. */
@Path("/filters")
@Produces("application/json")
@Needs(Scope.READ)
public final class FiltersResource {
    private static final int DEFAULT_DAYS = 7;
    private static final int MAX_DAYS = 30;

    private final FilterAdmin filters;

    FiltersResource(FilterAdmin filters) {
        this.filters = filters;
    }

    /** What is to be said about a filter; places are UTF-16 offsets. */
    record CheckBody(boolean valid, List<DiagnosticBody> diagnostics, String formatted) {
        static CheckBody of(CheckReport report) {
            return new CheckBody(
                    report.valid(),
                    report.diagnostics().stream().map(DiagnosticBody::of).toList(),
                    report.formatted());
        }
    }

    /** One diagnostic; {@code severity} is {@code error} or {@code warning}. */
    record DiagnosticBody(
            String severity, String message, int start, int end, int line, int column, String code, List<Fix> fixes) {
        static DiagnosticBody of(Diagnostic diagnostic) {
            return new DiagnosticBody(
                    diagnostic.severity().name().toLowerCase(Locale.ROOT),
                    diagnostic.message(),
                    diagnostic.start(),
                    diagnostic.end(),
                    diagnostic.line(),
                    diagnostic.column(),
                    diagnostic.code(),
                    diagnostic.fixes());
        }
    }

    /** A filter in its canonical form; one that does not parse comes back as it was. */
    record FormatBody(String formatted) {}

    @POST
    @Path("/check")
    public CheckBody check(@Context SecurityContext security, RequestBody body) {
        Actor actor = Caller.of(security);
        Members in = body.members();
        String filter = in.requiredString("filter");
        List<String> types = in.strings("event_types");
        in.end();
        return CheckBody.of(filters.check(actor.workspace(), filter, types == null ? List.of("*") : types));
    }

    @POST
    @Path("/format")
    public FormatBody format(RequestBody body) {
        Members in = body.members();
        String filter = in.requiredString("filter");
        in.end();
        return new FormatBody(filters.format(filter));
    }

    /** One thing that could be typed; {@code kind} is {@code field}, {@code operator}, {@code word} and so on. */
    record CompletionBody(String kind, String label, String insert, int start, int end, String description) {
        static CompletionBody of(Completion completion) {
            return new CompletionBody(
                    completion.kind().name().toLowerCase(Locale.ROOT),
                    completion.label(),
                    completion.insert(),
                    completion.start(),
                    completion.end(),
                    completion.description());
        }
    }

    /** What could be typed, the likeliest first. */
    record CompletionsBody(List<CompletionBody> completions) {}

    @POST
    @Path("/complete")
    public CompletionsBody complete(@Context SecurityContext security, RequestBody body) {
        Actor actor = Caller.of(security);
        Members in = body.members();
        String filter = in.requiredString("filter");
        Integer cursor = in.integer("cursor");
        List<String> types = in.strings("event_types");
        if (cursor != null && (cursor < 0 || cursor > filter.length())) {
            in.problem("/cursor", "is a UTF-16 offset in the filter: 0 to " + filter.length());
        }
        in.end();
        return new CompletionsBody(filters
                .complete(
                        actor.workspace(),
                        filter,
                        cursor == null ? filter.length() : cursor,
                        types == null ? List.of("*") : types)
                .stream()
                .map(CompletionBody::of)
                .toList());
    }

    /** Why a filter lets an event through, or not; {@code result} is {@code match} or {@code no_match}. */
    record ExplanationBody(String result, String decidedBy, String sentence, NodeBody tree) {
        static ExplanationBody of(Explanation explanation) {
            return new ExplanationBody(
                    explanation.matches() ? "match" : "no_match",
                    explanation.decidedBy(),
                    explanation.sentence(),
                    NodeBody.of(explanation.tree()));
        }
    }

    /** The verdict of one part of a filter. */
    record NodeBody(
            String text,
            int start,
            int end,
            boolean result,
            @Nullable String actual,
            String why,
            List<NodeBody> children) {
        static NodeBody of(Explanation.Node node) {
            return new NodeBody(
                    node.text(),
                    node.start(),
                    node.end(),
                    node.result(),
                    node.actual(),
                    node.why(),
                    node.children().stream().map(NodeBody::of).toList());
        }
    }

    @POST
    @Path("/explain")
    public ExplanationBody explain(@Context SecurityContext security, RequestBody body) {
        Actor actor = Caller.of(security);
        Members in = body.members();
        String filter = in.requiredString("filter");
        String event = in.object("event");
        String eventId = in.string("event_id");
        if ((event == null) == (eventId == null)) {
            in.problem("/event", "either event (an event as it is published) or event_id is required");
        }
        in.end();
        return ExplanationBody.of(Required.of(
                event != null
                        ? filters.explainSample(actor.workspace(), filter, event)
                        : filters.explainStored(actor.workspace(), filter, String.valueOf(eventId))));
    }

    @POST
    @Path("/backtest")
    public Backtest backtest(@Context SecurityContext security, RequestBody body) {
        Actor actor = Caller.of(security);
        Members in = body.members();
        String filter = in.requiredString("filter");
        String live = in.string("live_filter");
        List<String> types = in.strings("event_types");
        Integer days = in.integer("days");
        if (days != null && (days < 1 || days > MAX_DAYS)) {
            in.problem("/days", "is 1 to " + MAX_DAYS);
        }
        in.end();
        Duration window = Duration.ofDays(days == null ? DEFAULT_DAYS : days);
        return Required.of(filters.backtest(
                actor.workspace(), filter, live == null ? "" : live, types == null ? List.of() : types, window));
    }
}
