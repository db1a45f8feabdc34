package dev.atlas.webhooks.dsl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events and filters for tests. */
final class Samples {

    private Samples() {}

    /** An event that carries one of everything. */
    static EventView deal() {
        return event(
                "deal.updated",
                List.of("enterprise", "emea", "q4"),
                """
                {"deal": {
                  "id": "d_91", "value": 25000, "stage": "negotiation", "won": true, "nothing": null, "blank": "",
                  "none": [], "bare": {}, "tags": ["enterprise", "emea"], "scores": [1, 5, 9],
                  "Annual Revenue": 3e6, "closed_at": "2026-01-31T10:00:00+02:00", "opened_on": "2026-01-05",
                  "due": 1769853600, "exact": 9007199254740993, "text_number": "1000", "domain": "acme.com",
                  "owner": {"email": "Ann@ACME.com", "name": "Ann Müller-Straße"},
                  "items": [{"sku": "A-1", "quantity": 2}, {"sku": "B-2", "quantity": 12}, {"quantity": null}],
                  "groups": [{"items": [{"sku": "X"}]}, {"items": []}]
                }}""",
                """
                {"deal": {"value": 9000, "stage": "qualified", "closed_at": "2026-01-31T07:00:00Z", "nothing": "x"}}""");
    }

    static EventView event(String type, List<String> tags, String data, @Nullable String previous) {
        return EventView.of("evt_1", type, 1_769_767_200, tags, data, previous); // 2026-01-30T10:00:00Z
    }

    /** An event whose data is {@code {"deal": …}}. */
    static EventView withDeal(String deal) {
        return event("deal.updated", List.of(), "{\"deal\":" + deal + "}", null);
    }

    /** The filter, or a failure that lists its diagnostics. */
    static Filter filter(String text) {
        CompileResult result = new FilterLanguage().compile(text);
        if (result instanceof CompileResult.Compiled compiled) {
            return compiled.filter();
        }
        throw new AssertionError(text + " is not a filter: " + result);
    }

    static boolean matches(String filter, EventView event) {
        return filter(filter).matches(event);
    }
}
