package dev.atlas.webhooks.web.filter;

import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.event.NewEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Events in the form in which they are published, with the publisher's own text of their data. */
final class EventText {
    private static final JsonMapper JSON = new JsonMapper();

    private EventText() {}

    static String of(NewEvent event) {
        return text(event.type(), event.tags(), event.data(), event.previous());
    }

    static String of(EventType type) {
        return text(type.name(), List.of(), type.sample().data(), type.sample().previous());
    }

    private static String text(String type, List<String> tags, String data, @Nullable String previous) {
        StringBuilder text = new StringBuilder("{\"type\":").append(JSON.writeValueAsString(type));
        if (!tags.isEmpty()) {
            text.append(",\"tags\":").append(JSON.writeValueAsString(tags));
        }
        text.append(",\"data\":").append(data);
        if (previous != null) {
            text.append(",\"previous\":").append(previous);
        }
        return text.append('}').toString();
    }
}
