package dev.atlas.webhooks.replay;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a replay brings back.
 *
 * @param endpoint the number of the only endpoint concerned; null for all of the workspace
 * @param since deliveries (of missed ones: events) from then on
 * @param until and before then
 * @param statuses words for the states of finished deliveries
 * @param code the status code of the last attempt; null for any
 * @param cause what the deliveries died of, as dead letters are grouped; null for any
 * @param ids numbers of deliveries; empty for any
 * @param filter a rule that the event must pass; empty for none
 * @param missed whether it is about past events that the endpoint would get now and has no delivery of
 */
public record Selection(
        @Nullable Long endpoint,
        Instant since,
        Instant until,
        List<String> statuses,
        @Nullable Integer code,
        @Nullable String cause,
        List<Long> ids,
        String filter,
        boolean missed) {
    public Selection {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(filter, "filter");
        statuses = List.copyOf(statuses);
        ids = List.copyOf(ids);
    }

    /** Whether there are conditions that no index serves in the order of the log. */
    public boolean isSelective() {
        return endpoint != null || code != null || cause != null;
    }

    /** The stored form. */
    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static Selection parse(String json) {
        return Objects.requireNonNull(JsonMapper.shared().readValue(json, Selection.class), "selection");
    }
}
