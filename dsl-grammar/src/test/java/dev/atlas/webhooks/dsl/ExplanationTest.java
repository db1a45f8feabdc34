package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    private static Explanation explain(String filter) {
        return new FilterLanguage().explain(filter, Samples.deal(), Catalogue.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "deal.value > 100000 | It did not match because deal.value was 25,000 (needs > 100,000).",
                "deal.value > 10000 and deal.stage = \"won\" | It did not match because deal.stage was \"negotiation\" (needs = \"won\").",
                "tag:vip or deal.value > 100000 | It did not match because the tags were enterprise, emea, q4 (needs vip), and deal.value was 25,000 (needs > 100,000).",
                "deal.missing = 1 | It did not match because deal.missing is missing (needs = 1).",
                "deal.nothing = 1 | It did not match because deal.nothing was null (needs = 1).",
                "deal.stage != \"negotiation\" | It did not match because deal.stage was \"negotiation\" (needs != \"negotiation\").",
                "not deal.value > 5 | It did not match because deal.value was 25,000 (needs not > 5).",
                "deal.items is empty | It did not match because deal.items was [an object, an object, an object] (needs is empty).",
                "not tag:(emea, vip) | It did not match because the tags were enterprise, emea, q4 (needs not emea or vip).",
                "type:contact.* | It did not match because the type was deal.updated (needs contact.*).",
                "deal.stage changed to \"won\" | It did not match because deal.stage was \"qualified\" before and is \"negotiation\" now (needs changed to \"won\").",
                "deal.id changed | It did not match because deal.id did not change and is \"d_91\" (needs changed).",
                "any(deal.items, it.quantity > 100) | It did not match because 0 of 3 elements of deal.items passed.",
                "all(deal.missing, it = 1) | It did not match because deal.missing is missing.",
                "deal.value < previous.deal.value | It did not match because deal.value was 25,000 (needs < previous.deal.value, which was 9,000).",
                "not (deal.value > 5 and tag:emea) | It did not match because deal.value was 25,000 (needs not > 5), and the tags were enterprise, emea, q4 (needs not emea).",
                "not (deal.value = 5 and tag:emea) | It matched because deal.value was 25,000 (needs != 5).",
                "not (not (deal.value = 5 or tag:emea) or tag:vip) | It matched because the tags were enterprise, emea, q4 (needs emea), and the tags were enterprise, emea, q4 (needs not vip).",
                "deal.value > 10 | It matched because deal.value was 25,000 (needs > 10).",
                "deal.scores = 5 | It matched because deal.scores was [1, 5, 9] (needs = 5).",
                "count(deal.items) > 3 | It did not match because count(deal.items) was 3 (needs > 3).",
                "1 = 2 | It did not match because 1 is fixed (needs = 2)."
            })
    void theSentenceSaysWhatWasFoundAndWhatIsNeeded(String filter, String sentence) {
        assertThat(explain(filter).sentence()).isEqualTo(sentence);
    }

    @Test
    void secondsAreShownAsAnInstant() {
        EventView event = EventView.of("e", "a.b", 1_769_767_200, List.of(), "{\"closed_at\":1e9,\"n\":5}", null);
        Catalogue catalogue = new Catalogue(
                List.of(new Catalogue.EventType(
                        "a.b", "", List.of(Catalogue.Field.of(List.of("closed_at"), Catalogue.FieldKind.TIME, "")))),
                List.of());
        FilterLanguage language = new FilterLanguage();
        assertThat(language.explain("created > now and closed_at > now - 7d", event, catalogue)
                        .sentence())
                .isEqualTo("It did not match because created was \"2026-01-30T10:00:00Z\" (needs > now), and closed_at"
                        + " was \"2001-09-09T01:46:40Z\" (needs > now - 7d).");
        assertThat(language.explain("n > 2026-01-01", event, catalogue).sentence())
                .isEqualTo("It did not match because n was 5 (needs > 2026-01-01).");
    }

    @Test
    void theTreeHoldsTheVerdictOfEachPart() {
        Explanation explanation = explain("deal.value > 10 and (tag:x or not tag:emea)");
        Explanation.Node or = explanation.tree().children().get(1);
        assertThat(explanation.matches()).isFalse();
        assertThat(explanation.decidedBy()).isEqualTo("tag:x or not tag:emea");
        assertThat(explanation.tree().children())
                .extracting(Explanation.Node::result)
                .containsExactly(true, false);
        assertThat(or.children()).extracting(Explanation.Node::text).containsExactly("tag:x", "not tag:emea");
        assertThat(or.children().get(1).start()).isEqualTo(30);
    }

    @Test
    void anyShowsEachElement() {
        Explanation.Node any = explain("any(deal.items, it.sku = \"B-2\")").tree();
        assertThat(any.children()).extracting(Explanation.Node::result).containsExactly(false, true, false);
        assertThat(any.children())
                .extracting(Explanation.Node::actual)
                .containsExactly("\"A-1\"", "\"B-2\"", "missing");
    }

    @Test
    void whatIsNoFilterIsRefused() {
        assertThatThrownBy(() -> explain("deal.value >"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a filter: line 1, column 13: The filter ends where a value was expected after `>`.");
    }

    @Test
    void aBacktestCountsWhatIsGainedAndLost() {
        List<EventView> events = List.of(
                at(0, "{\"value\":5}"),
                at(43_200, "{\"value\":50}"),
                at(86_400, "{\"stage\":\"won\"}"),
                at(172_800, "{\"value\":5,\"stage\":\"won\"}"));
        Backtest backtest = new FilterLanguage()
                .backtest(
                        "deal.value < 100 and deal.stage != \"won\"",
                        "deal.value > 10 or deal.stage = \"won\"",
                        events,
                        Duration.ofDays(2),
                        Catalogue.EMPTY);
        assertThat(backtest.events()).isEqualTo(4);
        assertThat(backtest.matched()).isEqualTo(2);
        assertThat(backtest.perDay()).isEqualTo(1.0);
        assertThat(backtest.admittedMissing()).isEqualTo(2);
        assertThat(backtest.gained()).isEqualTo(1);
        assertThat(backtest.lost()).isEqualTo(2);
        assertThat(backtest.nearMisses()).hasSize(1);
        assertThat(backtest.nearMisses().get(0).why())
                .isEqualTo("It did not match because deal.stage was \"won\" (needs != \"won\").");
    }

    @Test
    void aFilterOfOneConditionNearlyMatchesWhereThereIsSomethingToTest() {
        List<EventView> events =
                List.of(at(0, "{\"value\":9800}"), at(1, "{\"value\":null}"), at(2, "{}"), at(3, "{\"value\":20000}"));
        for (String filter : List.of("deal.value > 10000", "deal.value > 10000 or deal.stage = \"won\"")) {
            Backtest backtest = new FilterLanguage().backtest(filter, "", events, Duration.ofDays(1), Catalogue.EMPTY);
            assertThat(backtest.nearMisses())
                    .extracting(Backtest.Sample::id)
                    .as(filter)
                    .containsExactly("evt_0");
            assertThat(backtest.nearMisses().get(0).why()).contains("deal.value was 9,800 (needs > 10,000)");
        }
    }

    private static EventView at(long created, String deal) {
        return EventView.of("evt_" + created, "deal.updated", created, List.of(), "{\"deal\":" + deal + "}", null);
    }
}
