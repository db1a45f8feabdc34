package dev.atlas.webhooks.servlet.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atlas.webhooks.admin.Decision;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EventView;
import dev.atlas.webhooks.event.NewEvent;
import dev.atlas.webhooks.event.StoredEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * An event as the API shows it: {@code data} and {@code previous} are the publisher's own text.
 *
 * @param created Unix seconds
 * @param routed false for the moment between acceptance and routing
 * @param decisions only when one event is read: what became of it at every endpoint
 * @param decisionsComplete false when there are more endpoints than are shown
 */
record EventBody(
        String id,
        String object,
        String type,
        long created,
        String workspace,
        List<String> tags,
        RawValue data,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RawValue previous,
        Instant acceptedAt,
        boolean routed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<DecisionBody> decisions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean decisionsComplete) {

    /**
     * What became of an event at one endpoint: {@code decision} is the delivery's status, or {@code not_matched} with its
     * reason.
     */
    record DecisionBody(
            String endpoint,
            String decision,
            @Nullable String delivery,
            @Nullable Long sequence,
            @Nullable Integer filterVersion,
            @Nullable String reason) {
        static DecisionBody of(Decision decision) {
            DeliveryView view = decision.delivery();
            return new DecisionBody(
                    decision.endpoint().toString(),
                    decision.word(),
                    view == null ? null : view.delivery().id().toString(),
                    view == null ? null : view.delivery().sequence(),
                    decision.filterVersion(),
                    decision.reason());
        }
    }

    static EventBody of(EventView view) {
        return of(view, null);
    }

    static EventBody withDecisions(EventView view) {
        return of(view, view.decisions().stream().map(DecisionBody::of).toList());
    }

    private static EventBody of(EventView view, @Nullable List<DecisionBody> decisions) {
        StoredEvent stored = view.event();
        NewEvent event = stored.event();
        String previous = event.previous();
        return new EventBody(
                stored.publicId(),
                "event",
                event.type(),
                event.created(),
                stored.id().workspace().toString(),
                event.tags(),
                new RawValue(event.data()),
                previous == null ? null : new RawValue(previous),
                stored.acceptedAt(),
                view.routed(),
                decisions,
                decisions == null ? null : Boolean.valueOf(view.complete()));
    }
}
