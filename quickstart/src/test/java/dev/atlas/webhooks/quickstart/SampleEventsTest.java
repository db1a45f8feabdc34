package dev.atlas.webhooks.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.quickstart.SampleEvents.SampleEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleEventsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEAL =
            """
            {"type":"deal.updated",
             "data":{"deal":{"id":"d_91","title":"Acme: 50 seats","value":25000,"probability":60,
                             "contact":{"email":"jo@acme.example"},"tags":["enterprise"]}},
             "previous":{"deal":{"value":9000}}}""";
    private static final String NOTE = "{\"type\":\"task.deleted\",\"data\":{\"task\":{\"id\":\"t_1\"}}}";

    private final SampleEvents samples =
            new SampleEvents(List.of(JSON.readTree(DEAL), JSON.readTree(NOTE)), new Random(1));

    @Test
    void eventsVaryInCompanyAmountObjectAndTags() {
        Set<String> titles = new HashSet<>();
        Set<Integer> values = new HashSet<>();
        Set<JsonNode> tags = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            SampleEvent event = samples.next();
            JsonNode deal = JSON.readTree(event.data()).path("deal");
            if (!deal.isMissingNode()) {
                assertThat(deal.get("id").asString())
                        .isEqualTo(event.objectId())
                        .matches("d_\\d+");
                titles.add(deal.get("title").asString());
                values.add(deal.get("value").asInt());
                tags.add(deal.get("tags"));
                ids.add(event.objectId());
            }
        }
        assertThat(titles).hasSizeGreaterThan(3).allMatch(title -> title.endsWith(": 50 seats"));
        assertThat(values).hasSizeGreaterThan(20).allMatch(value -> value >= 5_000 && value <= 100_000);
        assertThat(tags).hasSizeGreaterThan(20);
        assertThat(ids).hasSizeGreaterThan(20);
    }

    @Test
    void whatMakesTheEventWhatItIsStays() {
        for (int i = 0; i < 50; i++) {
            SampleEvent event = samples.next();
            if (event.type().equals("deal.updated")) {
                assertThat(JSON.readTree(event.data()).at("/deal/probability").asInt())
                        .isEqualTo(60);
                assertThat(event.previous()).isEqualTo("{\"deal\":{\"value\":9000}}");
            } else {
                assertThat(event.type()).isEqualTo("task.deleted");
                assertThat(event.previous()).isNull();
            }
        }
    }
}
