package dev.atlas.webhooks.servlet.api;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param decisions only when one event is read: what became of it at each endpoint that it matched
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
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Decision> decisions) {

    /** What became of an event at one endpoint: {@code decision} is the delivery's status. */
    record Decision(String endpoint, String decision, String delivery, long sequence) {
        static Decision of(DeliveryView view) {
            return new Decision(
                    view.delivery().endpoint().toString(),
                    view.delivery().status().word(),
                    view.delivery().id().toString(),
                    view.delivery().sequence());
        }
    }

    static EventBody of(EventView view) {
        return of(view, null);
    }

    static EventBody withDecisions(EventView view) {
        return of(view, view.deliveries().stream().map(Decision::of).toList());
    }

    private static EventBody of(EventView view, @Nullable List<Decision> decisions) {
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
                decisions);
    }
}
