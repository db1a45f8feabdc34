package dev.atlas.webhooks.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class EventTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static EventBuilder event() {
        return Event.in(1024).type("deal.updated").data("{}");
    }

    @Test
    void thePayloadIsTheIngestedForm() {
        Event event = Event.in("ws_0000000000100")
                .type("deal.updated")
                .data(Map.of("deal", Map.of("id", "d_91", "value", 25000)))
                .previous(Map.of("deal", Map.of("value", 9000)))
                .tags("q4", "emea")
                .tags(List.of("q4"))
                .created(Instant.parse("2024-11-23T12:00:00.999Z"))
                .id("deal-91:7")
                .build();
        assertThat(event.workspace()).isEqualTo(1024);
        assertThat(JSON.readTree(event.payload()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"id":"deal-91:7","type":"deal.updated","created":1732363200,"tags":["emea","q4"],
                                 "data":{"deal":{"id":"d_91","value":25000}},"previous":{"deal":{"value":9000}}}"""));
    }

    @Test
    void whatIsNotGivenIsLeftOut() {
        assertThat(event().build().payload()).isEqualTo("{\"type\":\"deal.updated\",\"data\":{}}");
    }

    @Test
    void everyKindOfValueParsesEqual() {
        Map<String, Object> deal = new HashMap<>();
        deal.put("nothing", null);
        deal.put("yes", true);
        deal.put("text", "a \"quoted\" \\ back\nslash\u0001 Zürich 🏔");
        deal.put("list", Arrays.asList(1, 2L, null, List.of(), Map.of("deep", List.of("x"))));
        deal.put("exact", new BigDecimal("12345678901234567890.12345678901234567890"));
        deal.put("double", 0.1);
        String payload = event().data(Map.of("deal", deal)).build().payload();
        assertThat(JSON.readTree(payload).at("/data/deal")).isEqualTo(JSON.readTree(JSON.writeValueAsString(deal)));
        assertThat(payload).contains("12345678901234567890.12345678901234567890");
    }

    @Test
    void givenTextIsSentAsItIs() {
        assertThat(event().data(" {\"deal\" : {\"value\":1.50, \"note\":\"}]{[\\\"\"}}\n")
                        .build()
                        .payload())
                .isEqualTo("{\"type\":\"deal.updated\",\"data\":{\"deal\" : {\"value\":1.50, \"note\":\"}]{[\\\"\"}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "\"{}\"", "{", "{\"a\":\"}", "{}{}", "{},\"type\":\"x.y\"", "{]x"})
    void textThatIsNotOneObjectIsRefused(String json) {
        assertThatThrownBy(() -> event().data(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("data is ");
        assertThatThrownBy(() -> event().previous(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("previous is ");
    }

    @Test
    void halfASurrogatePairInGivenTextIsRefusedWithTheWayToWriteIt() {
        assertThatThrownBy(() -> event().data("{\"a\":\"\ud83d\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data has half a surrogate pair at index 6; write it as \\ud83d");
    }

    @Test
    void aValueWithoutJsonIsRefusedByItsPath() {
        assertThatThrownBy(() -> event().data(Map.of("deal", Map.of("dates", List.of("x", Instant.EPOCH)))))
                .hasMessage("data/deal/dates/1 is a java.time.Instant; allowed are Map, Collection, String, Number,"
                        + " Boolean and null");
        assertThatThrownBy(() -> event().previous(Map.of("value", Double.NaN)))
                .hasMessageStartingWith("previous/value is NaN (java.lang.Double); allowed are finite numbers");
        assertThatThrownBy(() -> event().data(Map.of("deal", Map.of(7, "x"))))
                .hasMessage("data/deal has a key that is no String: 7");
    }

    @Test
    void aValueThatContainsItselfIsRefused() {
        Map<String, Object> loop = new HashMap<>();
        loop.put("self", loop);
        assertThatThrownBy(() -> event().data(loop)).hasMessageEndingWith("nests deeper than 64 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deal", "Deal.updated", "deal.", ".updated", "deal..updated", "deal updated.x"})
    void aTypeOfTheWrongFormIsRefused(String type) {
        assertThatThrownBy(() -> Event.in(1024).type(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for example \"deal.updated\", not '" + type + "'");
    }

    @Test
    void aTypeHasAtMostOneHundredCharacters() {
        assertThat(event().type("a." + "b".repeat(98)).build().payload()).contains("b".repeat(98));
        assertThatThrownBy(() -> event().type("a." + "b".repeat(99))).hasMessageContaining("at most 100 characters");
    }

    @Test
    void anIdAndATimeOfTheWrongFormAreRefused() {
        assertThatThrownBy(() -> event().id("-a")).hasMessageStartingWith("an id has 1 to 128 letters");
        assertThatThrownBy(() -> event().id("a".repeat(129))).hasMessageStartingWith("an id has 1 to 128 letters");
        assertThatThrownBy(() -> event().created(Instant.EPOCH.minusSeconds(1)))
                .hasMessage("created is from 1970 to 9999, was 1969-12-31T23:59:59Z");
    }

    @Test
    void typeAndDataAreRequired() {
        assertThatThrownBy(() -> Event.in(1024).type("a.b").build()).hasMessageEndingWith("missing: data");
        assertThatThrownBy(() -> Event.in(1024).data("{}").build()).hasMessageEndingWith("missing: type");
        assertThatThrownBy(() -> Event.in(1024).build()).hasMessageEndingWith("missing: both");
    }

    @Test
    void anEventHasAtMost256KibibytesOfUtf8() {
        String around = event().data(Map.of("a", "")).build().payload();
        String most = "ü".repeat((Event.MAX_BYTES - around.length()) / 2);
        assertThat(event().data(Map.of("a", most)).build().payload()).contains(most);
        assertThatThrownBy(() -> event().data(Map.of("a", most + "ü")).build())
                .hasMessage("an event has at most 256 KiB (262,144 bytes)");
    }

    @Test
    void aWorkspaceIsNamedByItsIdInEitherCase() {
        assertThat(Event.in("ws_00000000000Z1").type("a.b").data("{}").build().workspace())
                .isEqualTo(31 * 32 + 1);
        assertThat(Event.in("ws_oooooooooool0").type("a.b").data("{}").build().workspace())
                .isEqualTo(32);
        assertThat(Event.in("ws_7ZZZZZZZZZZZZ").type("a.b").data("{}").build().workspace())
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1024",
                "ws_1",
                "ws_0000000000000",
                "ws_8000000000000",
                "ws_00000000000U1",
                "ep_0000000000100"
            })
    void anythingElseIsNoWorkspace(String id) {
        assertThatThrownBy(() -> Event.in(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for example ws_0000000000100, not '" + id + "'");
    }

    @Test
    void aWorkspacesNumberIsPositive() {
        assertThatThrownBy(() -> Event.in(0).type("a.b").data("{}").build())
                .hasMessage("a workspace's number is positive, was 0");
    }

    @Test
    void printingAnEventDoesNotShowItsContent() {
        assertThat(event().data(Collections.singletonMap("secret", "value")).build())
                .hasToString("Event[workspace=1024, payload of 49 characters]");
    }
}
