package dev.atlas.webhooks.benchmarks.filters;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One event of a CRM, as it is stored and delivered.
 *
 * @param numbers the number fields of the event's object
 * @param tags    all tags
 * @param json    about 1 KB
 */
record CrmEvent(String type, Map<String, BigDecimal> numbers, List<String> tags, String json) {

    byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
