package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.Explanation;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.endpoint.EventTypePattern;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.event.NewEvent;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EndpointId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What became of an event at every endpoint of its workspace. A match has its delivery; why another endpoint did not
 * match is computed again, from the stored event and the endpoint's filter as it was then.
 */
final class Decisions {
    /** More endpoints are not shown. */
    static final int MOST = 1000;

    private final FilterLanguage language;
    private final EventTypes eventTypes;

    Decisions(FilterLanguage language, EventTypes eventTypes) {
        this.language = language;
        this.eventTypes = eventTypes;
    }

    /** Matches first, newest first, then the others; at most one more than {@link #MOST}. */
    List<Decision> of(Handle tx, StoredEvent event) {
        List<Decision> decisions = new ArrayList<>();
        Set<EndpointId> matched = new HashSet<>();
        JdbcDeliveryAccess.Access all = JdbcDeliveryAccess.of(tx, event.id().workspace(), DeliverySearch.ALL, null);
        JdbcDeliveryLog.search(tx, all, DeliverySearch.ALL, event.id(), null, MOST + 1)
                .forEach(view -> {
                    matched.add(view.delivery().endpoint());
                    decisions.add(new Decision(
                            view.delivery().endpoint(), view, view.delivery().filterVersion(), null));
                });
        NewEvent said = event.event();
        EventView view =
                EventView.of(event.publicId(), said.type(), said.created(), said.tags(), said.data(), said.previous());
        Catalogue fields = eventTypes.of(tx, event.id().workspace()).fields();
        for (FilterThen then : JdbcFilterVersions.asOf(tx, event.id().workspace(), event.acceptedAt(), MOST + 1)) {
            if (!matched.contains(then.endpoint()) && decisions.size() <= MOST) {
                decisions.add(new Decision(then.endpoint(), null, then.version(), reason(then, event, view, fields)));
            }
        }
        return decisions;
    }

    private String reason(FilterThen then, StoredEvent event, EventView view, Catalogue fields) {
        if (then.version() == null) {
            return "the endpoint was added after this event";
        }
        String type = event.event().type();
        if (then.eventTypes().stream().noneMatch(pattern -> new EventTypePattern(pattern).matches(type))) {
            return "its event_types (%s) do not contain %s".formatted(String.join(", ", then.eventTypes()), type);
        }
        if (event.event().tags().contains(TestDeliveries.TEST_TAG)) {
            return "a test event goes to the endpoint that it was asked for only";
        }
        Explanation explanation = language.explain(then.filter(), view, fields);
        return explanation.matches()
                ? "the endpoint was added, or its filter changed, in the moment in which this event was routed"
                : explanation.sentence();
    }
}
