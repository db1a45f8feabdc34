package dev.atlas.webhooks.web.filter;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EventAdmin;
import dev.atlas.webhooks.admin.EventSearch;
import dev.atlas.webhooks.admin.EventTypeAdmin;
import dev.atlas.webhooks.admin.EventView;
import dev.atlas.webhooks.admin.FilterAdmin;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.RuleTrial;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.dsl.Backtest;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of the laboratory beside the filter editor: a rule tried on one event, and on those of the past. Thread-safe. */
@Path("/ui/lab")
public final class FilterLab {
    private static final int RECENT_SEARCHED = 200;
    private static final int RECENT_SHOWN = 20;
    private static final Set<Integer> DAYS = Set.of(1, 7, 30);

    private final FilterAdmin filters;
    private final EventAdmin events;
    private final EventTypeAdmin catalogue;
    private final Templates templates;

    public FilterLab(FilterAdmin filters, EventAdmin events, EventTypeAdmin catalogue, Templates templates) {
        this.filters = filters;
        this.events = events;
        this.catalogue = catalogue;
        this.templates = templates;
    }

    /** The events to choose from, as the options of a list. */
    @GET
    @Path("events")
    public Page choice(
            @Context HttpServletRequest request, @QueryParam("event_types") @DefaultValue("*") String eventTypes) {
        Actor actor = Visit.of(request).actor();
        List<String> patterns = Patterns.of(eventTypes);
        EventSearch all = new EventSearch(null, null, null, null, null);
        List<StoredEvent> recent =
                events.list(actor.workspace(), all, new SliceRequest(RECENT_SEARCHED, null)).items().stream()
                        .map(EventView::event)
                        .filter(event ->
                                Patterns.contain(patterns, event.event().type()))
                        .limit(RECENT_SHOWN)
                        .toList();
        List<EventType> types = catalogue.catalogue(actor.workspace()).all().stream()
                .filter(type -> Patterns.contain(patterns, type.name()))
                .toList();
        return shell -> templates.filterChoice(shell, new SampleChoice(recent, types));
    }

    /** One of them as it is published. */
    @GET
    @Path("event")
    @Produces(MediaType.APPLICATION_JSON)
    public String event(@Context HttpServletRequest request, @QueryParam("id") @DefaultValue("") String id) {
        Actor actor = Visit.of(request).actor();
        return catalogue
                .catalogue(actor.workspace())
                .find(id)
                .map(EventText::of)
                .orElseGet(() -> EventText.of(Answers.required(events.get(actor.workspace(), id))
                        .event()
                        .event()));
    }

    @POST
    @Path("explain")
    public Page explain(
            @Context HttpServletRequest request,
            @FormParam("filter") @DefaultValue("") String filter,
            @FormParam("event_types") @DefaultValue("") String eventTypes,
            @FormParam("event") @DefaultValue("") String event) {
        Result<RuleTrial> trial =
                filters.tryRule(Visit.of(request).actor().workspace(), filter, Patterns.of(eventTypes), event);
        return trial instanceof Result.Ok<RuleTrial> ok
                ? shell -> templates.filterExplain(shell, ok.value(), List.of())
                : shell -> templates.filterExplain(shell, null, problems(trial));
    }

    @POST
    @Path("backtest")
    public Page backtest(
            @Context HttpServletRequest request,
            @FormParam("filter") @DefaultValue("") String filter,
            @FormParam("live_filter") @Nullable String liveFilter,
            @FormParam("event_types") @DefaultValue("") String eventTypes,
            @FormParam("days") @DefaultValue("7") int days) {
        if (!DAYS.contains(days)) {
            throw new NotFoundException("a back-test over " + days + " days");
        }
        boolean compared = liveFilter != null;
        Result<Backtest> tested = filters.backtest(
                Visit.of(request).actor().workspace(),
                filter,
                Objects.requireNonNullElse(liveFilter, ""),
                Patterns.of(eventTypes),
                Duration.ofDays(days));
        return tested instanceof Result.Ok<Backtest> ok
                ? shell -> templates.filterBacktest(shell, new BacktestView(ok.value(), days, compared), List.of())
                : shell -> templates.filterBacktest(shell, null, problems(tested));
    }

    private static <T> List<Problem> problems(Result<T> result) {
        return result instanceof Result.Invalid<T> invalid ? invalid.problems() : List.of();
    }
}
