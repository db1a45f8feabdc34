package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.dsl.format.FilterFormat;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoutingIndexTest {

    private static RoutingIndex<String> index(String... filters) {
        return RoutingIndex.of(
                List.of(filters).stream()
                        .map(filter -> new Rule<>(filter, List.of("*"), filter))
                        .toList(),
                Catalogue.EMPTY);
    }

    static byte[] json(RandomEvents.Source event) {
        return Agreement.json(event);
    }

    private static byte[] event(String type, List<String> tags, String data) {
        return json(new RandomEvents.Source(type, tags, data, null));
    }

    @Test
    void theIndexAndTheSinglePredicatesAgree() {
        RandomFilters random = new RandomFilters(11);
        List<Rule<Integer>> rules = IntStream.range(0, 1_000)
                .mapToObj(i ->
                        new Rule<>(i, i % 3 == 0 ? List.of("deal.*") : List.of("*"), FilterFormat.line(random.next())))
                .toList();
        RoutingIndex<Integer> index = RoutingIndex.of(rules, Catalogue.EMPTY);
        List<Filter> filters =
                rules.stream().map(rule -> Samples.filter(rule.filter())).toList();
        for (RandomEvents.Source event : RandomEvents.pool(12, 120)) {
            EventView view = event.view();
            List<Integer> expected = rules.stream()
                    .map(Rule::target)
                    .filter(i -> (i % 3 != 0 || view.type().startsWith("deal."))
                            && filters.get(i).matches(view))
                    .toList();
            assertThat(index.match(json(event))).as(event.toString()).isEqualTo(expected);
        }
    }

    @Test
    void thresholdsBehindOneKeyAreFoundExactly() {
        RoutingIndex<String> index = index(
                "tag:a and deal.x > 5",
                "tag:a and deal.x >= 5",
                "tag:a and deal.x < 5",
                "tag:a and deal.x <= 5",
                "tag:a and deal.x between 4 and 5",
                "tag:a and deal.x between 1 and 4",
                "tag:b and deal.x > 0",
                "deal.x > 4.999999999999999999999",
                "deal.x > 5.000000000000000000001");
        byte[] five = event("deal.updated", List.of("a"), "{\"deal\":{\"x\":5}}");
        assertThat(index.match(five))
                .containsExactly(
                        "tag:a and deal.x >= 5",
                        "tag:a and deal.x <= 5",
                        "tag:a and deal.x between 4 and 5",
                        "deal.x > 4.999999999999999999999");
        byte[] several = event("deal.updated", List.of("a"), "{\"deal\":{\"x\":[1,9,\"5\"]}}");
        assertThat(index.match(several))
                .containsExactly(
                        "tag:a and deal.x > 5",
                        "tag:a and deal.x >= 5",
                        "tag:a and deal.x < 5",
                        "tag:a and deal.x <= 5",
                        "tag:a and deal.x between 1 and 4",
                        "deal.x > 4.999999999999999999999",
                        "deal.x > 5.000000000000000000001");
    }

    @Test
    void aRuleIsAnsweredOnceEvenIfSeveralKeysLeadToIt() {
        byte[] event = event("deal.updated", List.of("a", "b", "a"), "{\"deal\":{\"x\":1}}");
        assertThat(index("tag:(a, b) or deal.x = 1").match(event)).hasSize(1);
    }

    @Test
    void aKeyThatIsNotEnoughIsNotTakenForTheWholeCondition() {
        RoutingIndex<String> index = index(
                "(deal.x = 1 and tag:z) or tag:b",
                "any(deal.items, it.sku = \"A\")",
                "any(deal.items, it.sku = \"A\" and it.n = 1)",
                "any(deal.groups, it.sku = \"A\" or it.sku = \"B\")",
                "deal.stage changed to \"won\"");
        String deal = "{\"deal\":{\"x\":1,\"items\":[{\"sku\":\"A\",\"n\":2},{\"sku\":\"B\",\"n\":1}],"
                + "\"groups\":{\"sku\":\"A\"},\"stage\":\"won\"}}";
        assertThat(index.match(event("deal.updated", List.of("a"), deal)))
                .containsExactly("any(deal.items, it.sku = \"A\")");
    }

    @Test
    void eventTypesDecideFirst() {
        RoutingIndex<String> index = RoutingIndex.of(
                List.of(
                        new Rule<>("exact", List.of("deal.created"), ""),
                        new Rule<>("prefix", List.of("deal.*"), ""),
                        new Rule<>("other", List.of("contact.*", "a.b"), ""),
                        new Rule<>("none", List.of(), ""),
                        new Rule<>("filter", List.of("*"), "type:*.created and not type:contact.*")),
                Catalogue.EMPTY);
        assertThat(index.match(event("deal.created", List.of(), "{}"))).containsExactly("exact", "prefix", "filter");
        assertThat(index.match(event("contact.created", List.of(), "{}"))).containsExactly("other");
        assertThat(index.match(event("dealer.created", List.of(), "{}"))).containsExactly("filter");
    }

    @Test
    void whatIsNoFilterOrNoEventIsRefused() {
        assertThatThrownBy(() -> index("deal.x >")).isInstanceOf(IllegalArgumentException.class);
        byte[] broken = "{\"data\":{},\"x\":[1,}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> index("tag:a").match(broken)).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void anyNumberOfUndeclaredTypesIsServed() {
        RoutingIndex<String> index = index("type:*.t1500");
        for (int i = 0; i < 2_000; i++) {
            assertThat(index.match(event("x.t" + i, List.of(), "{}"))).hasSize(i == 1_500 ? 1 : 0);
        }
    }
}
