package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each form means, on {@link Samples#deal()}. */
class MeaningTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "# nothing but a comment",
                "deal.value > 10000 and tag:enterprise",
                "type in (deal.created, deal.updated) and deal.stage != \"lost\"",
                "type:deal.* and deal.owner.email ends with i\"@acme.com\" and not tag:(test, internal)",
                "deal.stage changed to \"negotiation\"   # needs `previous`",
                "deal.value > previous.deal.value  or  deal.value increased",
                "any(deal.items, it.sku = \"B-2\" and it.quantity >= 10)",
                "deal.closed_at >= 2026-01-01 and deal.owner exists",
                "deal.`Annual Revenue` between 1e6 and 5e6 and deal.owner.name matches /^Ann( M)?/",
                "deal.value = 25000.0",
                "deal.value = 25_000",
                "deal.value = 2.5e4",
                "10000 < deal.value",
                "data.deal.value = 25000",
                "deal.value == 25000 && !(deal.won = false) || deal.value <> 25000",
                "deal.exact = 9007199254740993",
                "deal.exact != 9007199254740992",
                "deal.exact > 9007199254740992",
                "deal.text_number = \"1000\"",
                "deal.text_number != 1000",
                "deal.won = true",
                "deal.won != \"true\"",
                "deal.won != 1",
                "deal.stage in (negotiation, won)",
                "deal.stage not in (\"won\", lost)",
                "deal.value in (1, 25000)",
                "deal.stage contains \"goti\"",
                "deal.tags contains \"emea\"",
                "deal.tags not contains \"eme\"",
                "deal.stage starts with \"nego\"",
                "deal.stage ends with \"ion\"",
                "deal.stage like \"n?go*n\"",
                "deal.stage like i\"NEGO*\"",
                "deal.owner.email matches /@acme\\.com$/i",
                "deal.stage = i\"NEGOTIATION\"",
                "deal.owner.name contains i\"MÜLLER\"",
                "deal.owner.name contains i\"STRASSE\"",
                "tag:enterprise",
                "tag:ent*",
                "tag:(x, emea)",
                "tag:\"q4\"",
                "tag:i\"EMEA\"",
                "not tag:\"ent*\"",
                "tags = \"q4\"",
                "type = deal.updated",
                "type:deal.updated",
                "type:*.updated",
                "type = \"deal.updated\"",
                "type starts with \"deal.\"",
                "id = \"evt_1\"",
                "created = 1769767200",
                "created = 2026-01-30T10:00:00Z",
                "created = now",
                "created > now - 1s",
                "deal.closed_at > now - 7d",
                "deal.closed_at < now + 1d",
                "not deal.closed_at <= now",
                "deal.closed_at = 2026-01-31T08:00:00Z",
                "deal.opened_on = 2026-01-05",
                "deal.nothing exists",
                "deal.nothing is null",
                "deal.missing is null",
                "deal.missing is missing",
                "deal.nothing = null",
                "deal.value != null",
                "deal.value is not null",
                "deal.missing not exists",
                "not deal.missing exists",
                "deal.none is empty",
                "deal.bare is empty",
                "deal.blank is empty",
                "deal.missing is empty",
                "deal.nothing is empty",
                "deal.items is not empty",
                "deal.bare exists",
                "deal.none exists",
                "deal.none is not missing",
                "deal.stage changed",
                "deal.stage changed from \"qualified\"",
                "deal.stage changed from \"qualified\" to \"negotiation\"",
                "deal changed",
                "deal.nothing changed from \"x\" to null",
                "not deal.id changed",
                "deal.closed_at increased",
                "not deal.value decreased",
                "deal.value changed from 9e3",
                "any(deal.items, it.quantity > 10)",
                "all(deal.scores, it > 0)",
                "none(deal.items, it.sku = \"Z\")",
                "all(deal.none, it = 1)",
                "not all(deal.missing, it = 1)",
                "none(deal.missing, it = 1)",
                "count(deal.items) >= 3",
                "count(deal.none) = 0",
                "not count(deal.missing) = 0",
                "any(deal.groups, any(it.items, it.sku = \"X\"))",
                "any(deal.items, it.sku = \"A-1\" and deal.value > 10)",
                "count(deal.groups.items) = 1",
                "deal.items[0].sku = \"A-1\"",
                "deal.items[9].sku is missing",
                "deal.items.sku = \"B-2\"",
                "deal[\"value\"] = 25000",
                "deal.scores = 5",
                "deal.scores > 8",
                "deal.scores != 7",
                "deal.items.sku is null",
                "deal.items.sku exists",
                "deal.owner.email contains i\"acme\"",
                "deal.domain = deal.domain",
                "not deal.value = deal.stage",
                "deal.stage = 'negotiation'",
                "deal.stage != 'it\\'s'",
                "deal.stage = \"\\u006eegotiation\"",
            })
    void theFilterMatches(String filter) {
        assertThat(Samples.matches(filter, Samples.deal())).as(filter).isTrue();
        if (!filter.isBlank() && !filter.startsWith("#")) {
            assertThat(Samples.matches("not (" + filter + "\n)", Samples.deal()))
                    .as("not " + filter)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deal.value > 25000",
                "deal.value > \"10000\"",
                "deal.text_number > 9",
                "deal.stage > 5",
                "deal.owner = \"x\"",
                "deal.missing > 5",
                "deal.missing <= 5",
                "deal.missing = deal.missing",
                "deal.nothing = \"\"",
                "deal.won = 1",
                "deal.won > false",
                "deal.exact = 9007199254740992",
                "deal.stage = NEGOTIATION",
                "deal.tags = \"ent\"",
                "deal.Stage exists",
                "tag:ENTERPRISE",
                "type:contact.*",
                "deal.scores between 2 and 4",
                "deal.due > 2026-01-01",
                "deal.value > 2026-01-01",
                "deal.items.quantity > 12",
                "any(deal.items, it.sku = \"A-1\" and it.quantity >= 10)",
                "any(deal.value, it = 25000)",
                "deal.id changed",
                "deal.stage changed to \"won\"",
                "deal.missing changed",
                "deal.stage increased",
                "deal.opened_on < 2026-01-05",
                "deal.value not exists",
                "deal.stage matches /^won/",
                "deal.value matches /2/",
                "deal.none exists and deal.none is not empty",
                "deal.value = deal.exact"
            })
    void theFilterDoesNotMatch(String filter) {
        assertThat(Samples.matches(filter, Samples.deal())).as(filter).isFalse();
        assertThat(Samples.matches("not (" + filter + ")", Samples.deal()))
                .as("not " + filter)
                .isTrue();
    }

    @Test
    void aFilterOnPreviousIsFalseForAnEventWithoutIt() {
        EventView created = Samples.event("deal.created", List.of(), "{\"deal\":{\"value\":5}}", null);
        assertThat(Samples.matches("previous exists", created)).isFalse();
        assertThat(Samples.matches("deal.value changed", created)).isFalse();
        assertThat(Samples.matches("deal.value > previous.deal.value", created)).isFalse();
        assertThat(Samples.matches("deal.value increased", created)).isFalse();
    }
}
