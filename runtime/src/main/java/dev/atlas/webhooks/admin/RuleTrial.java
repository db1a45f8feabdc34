package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.dsl.Explanation;

/**
 * What an endpoint's whole rule does with one event.
 *
 * @param type the event's type
 * @param typeWanted whether the endpoint's event types contain it
 * @param filter what its filter says
 */
public record RuleTrial(String type, boolean typeWanted, Explanation filter) {

    /** Whether the endpoint would get the event. */
    public boolean wanted() {
        return typeWanted && filter.matches();
    }
}
