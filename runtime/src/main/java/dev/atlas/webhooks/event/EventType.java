package dev.atlas.webhooks.event;

import java.util.List;

/**
 * A kind of event that a workspace may publish.
 *
 * @param name such as {@code deal.updated}
 * @param description one sentence: what happened
 * @param properties what its {@code data} holds, in reading order
 */
public record EventType(String name, String description, List<Property> properties, Sample sample) {
    public EventType {
        properties = List.copyOf(properties);
    }
}
