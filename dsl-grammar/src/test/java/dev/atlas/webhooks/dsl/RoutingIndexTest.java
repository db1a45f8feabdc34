package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.dsl.format.FilterFormat;
import dev.atlas.webhooks.dsl.index.Matches;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A long run: {@code -Datlas.dsl.rules=100000}. */
class RoutingIndexTest {

    private static final int RULES = Integer.getInteger("atlas.dsl.rules", 1_200);

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
        List<Rule<Integer>> rules = IntStream.range(0, RULES)
                .mapToObj(i -> new Rule<>(
                        i,
                        i % 3 == 0 ? List.of("deal.*") : List.of("*"),
                        FilterFormat.line(i % 2 == 0 ? random.next() : random.nextUsual())))
                .toList();
        RoutingIndex<Integer> index = RoutingIndex.of(rules, Catalogue.EMPTY);
        List<Filter> filters =
                rules.stream().map(rule -> Samples.filter(rule.filter())).toList();
        for (RandomEvents.Source event : RandomEvents.pool(12, 100)) {
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

    @Test
    void anIndexMadeFromAnotherAnswersLikeANewOne() {
        RandomFilters random = new RandomFilters(21);
        Random choice = new Random(22);
        List<byte[]> events =
                RandomEvents.pool(23, 15).stream().map(RoutingIndexTest::json).toList();
        List<Rule<Integer>> rules = new ArrayList<>();
        RoutingIndex<Integer> index = RoutingIndex.of(rules, Catalogue.EMPTY);
        int lastTarget = 0;
        for (int generation = 0; generation < 40; generation++) {
            for (int i = choice.nextInt(40); i > 0; i--) {
                Rule<Integer> rule = new Rule<>(++lastTarget, List.of("*"), FilterFormat.line(random.next()));
                switch (rules.isEmpty() ? 0 : choice.nextInt(3)) {
                    case 0 -> rules.add(choice.nextInt(rules.size() + 1), rule);
                    case 1 -> rules.remove(choice.nextInt(rules.size()));
                    default -> {
                        int at = choice.nextInt(rules.size());
                        rules.set(at, new Rule<>(rules.get(at).target(), List.of("deal.*"), rule.filter()));
                    }
                }
            }
            index = index.with(rules, Catalogue.EMPTY);
            index = index.isWorthCompacting() && generation % 4 == 0 ? index.compacted() : index;
            assertThat(index.rules()).isEqualTo(rules);
            RoutingIndex<Integer> expected = RoutingIndex.of(rules, Catalogue.EMPTY);
            for (byte[] event : events) {
                assertThat(index.match(event)).isEqualTo(expected.match(event));
            }
            assertThat(index.unindexed()).isEqualTo(expected.unindexed());
        }
    }

    @Test
    void rulesWithTheSameTargetAndRulesThatAreTheSameAreKeptApart() {
        Rule<String> twice = new Rule<>("t", List.of("*"), "deal.x = 1");
        List<Rule<String>> rules = new ArrayList<>(Collections.nCopies(40, twice));
        rules.add(new Rule<>("t", List.of("*"), "deal.x = 2"));
        byte[] one = event("deal.updated", List.of(), "{\"deal\":{\"x\":1}}");
        RoutingIndex<String> index = RoutingIndex.of(rules, Catalogue.EMPTY);
        assertThat(index.match(one)).hasSize(40);
        rules.remove(0);
        assertThat(index.with(rules, Catalogue.EMPTY).match(one)).hasSize(39);
    }

    @Test
    void manyFiltersAreReadOnAllProcessorsAndKeepTheirOrder() {
        List<String> filters =
                IntStream.range(0, 5_000).mapToObj(i -> "deal.x = " + i / 2).toList();
        assertThat(RoutingIndex.of(
                                IntStream.range(0, 5_000)
                                        .mapToObj(i -> new Rule<>(i, List.of("*"), filters.get(i)))
                                        .toList(),
                                Catalogue.EMPTY)
                        .match(event("deal.updated", List.of(), "{\"deal\":{\"x\":2049}}")))
                .containsExactly(4_098, 4_099);
        String[] oneWrong = filters.toArray(String[]::new);
        oneWrong[4_999] = "deal.x >";
        assertThatThrownBy(() -> index(oneWrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deal.x >");
    }

    @Test
    void filtersThatNothingLeadsToAreNamed() {
        assertThat(index(
                                "deal.name matches /a.c/",
                                "not tag:a",
                                "tag:a and deal.name matches /a.c/",
                                "deal.x > 1 and deal.name matches /a.c/",
                                "tag:a or deal.name matches /a.c/",
                                "deal.name starts with \"a\"",
                                "")
                        .unindexed())
                .containsExactly("deal.name matches /a.c/", "not tag:a", "tag:a or deal.name matches /a.c/");
    }

    @Test
    void aMatchAllocatesNothing() {
        allocatesNothing(IntStream.range(0, 500)
                .mapToObj(i -> "type in (deal.created, deal.updated) and deal.x > " + i % 50 + ".5 and tag:t" + i % 7
                        + (i % 2 == 0 ? " and deal.stage != \"lost\" and deal.owner exists" : ""))
                .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deal.name matches /^Acme( Inc)?$/",
                "deal.name matches /\\d{4}|won/i",
                "deal.name contains \"wonder\" or deal.name ends with \"ltd\"",
                "deal.name starts with i\"ACME str\"",
                "deal.name = i\"ACME STRASSE\"",
                "deal.name contains i\"STRASSE\"",
                "deal.name like \"A*?e\" or deal.name like i\"a*E\"",
                "deal.name > \"Acme\" and deal.name < i\"b\"",
                "deal.name between \"A\" and \"B\"",
                "deal.x in (1, 2, \"x\", i\"Y\", true)",
                "deal.x = 12345678901234567890",
                "deal.closed_at > 2026-01-30T10:00:00.5Z",
                "deal.closed_at between now - 7d and now + 1d",
                "created > now - 1h",
                "deal.long = 12345678901234567890.5 or deal.long > 1e300 or deal.long in (1, 2)",
                "deal.long between 12345678901234567890 and 1e20 and deal.long > deal.x",
                "deal.long = deal.longer",
                "deal.long increased or deal.long changed",
                "deal.closed_at > deal.won_at and deal.closed_at = deal.paid_at",
                "deal.closed_at between now - 1s and now + 1s or deal.paid_at = now",
                "deal.paid_at between 2026-01-30T10:00:00Z and 2026-01-30T10:00:00.1Z",
                "deal.x > deal.y or deal.name = deal.stage",
                "deal.stage changed",
                "deal.stage changed from \"new\" to \"won\"",
                "deal.x increased or deal.closed_at decreased",
                "deal.x != null and deal.nothing is empty and not deal.x is missing",
                "tag:*1 or tag:i\"T2\"",
                "not deal.items.n contains 3",
                "any(deal.items, it.n = 2 and it.sku starts with \"A\")",
                "all(deal.items, it.n > 0) or none(deal.items, it.n = 2)",
                "any(deal.items, any(it.sizes, it > 4) and it.n > deal.y)",
                "any(deal.items, all(it.sizes, it in (1, 2)))",
                "all(tags, it like \"t?\") and count(tags) = 2 and tags[1] = \"t2\"",
                "count(deal.items) >= 2 or count(deal.items.sizes) = 4",
                "count(deal.items) > count(tags)",
                "deal.items[1].sku = \"B\" or deal.items[0].n > 1",
                "deal.items.sizes[1] = 4 or deal.items[5] exists",
                "deal.items.sku is missing or deal.items.owner is empty",
                "deal.items changed",
                "deal.owner changed",
                "deal changed",
                "deal.items.n changed from 2 to deal.y",
                "deal.items[0].n changed or deal.items.n increased",
                "deal.name contains deal.stage or deal.name starts with deal.prefix",
                "deal.name ends with deal.items.sku",
                "deal.name matches /\\bstra\\B/i or deal.name matches /(?m)^Acme$/",
                "deal.name matches /\\p{Lu}\\pL+ [[:upper:]]/ or deal.name matches /(?i:STRAße)$/",
                "deal.name matches /straße/i",
                "7 between deal.x and deal.y",
                "now > 2026-01-31",
                "data exists and previous is not empty"
            })
    void norDoesAnyOtherTest(String filter) {
        allocatesNothing(List.of(filter, "not (" + filter + ")"));
    }

    private static void allocatesNothing(List<String> filters) {
        RoutingIndex<String> index = index(filters.toArray(String[]::new));
        byte[] event = json(
                new RandomEvents.Source(
                        "deal.created",
                        List.of("t1", "t2"),
                        "{\"deal\":{\"x\":30.25,\"y\":7,\"stage\":\"won\",\"owner\":{\"id\":1},\"items\":[{\"n\":1,\"sku\":\"A-1\",\"sizes\":[1,4]},"
                                + "{\"n\":2,\"sku\":\"B\",\"s\\u0069zes\":[5,6]}],\"prefix\":\"Acme\","
                                + "\"long\":12345678901234567890.5,\"longer\":123456789012345678905e-1,\"won_at\":1769767199.75,\"paid_at\":1769767200,"
                                + "\"name\":\"Acme Straße\",\"closed_at\":\"2026-01-30T11:00:00+01:00\",\"nothing\":null}}",
                        "{\"deal\":{\"x\":29,\"long\":12345678901234567890.25,\"stage\":\"new\",\"closed_at\":\"2026-01-30\",\"owner\":{\"id\":2,\"a\":1},"
                                + "\"items\":[{\"sku\":\"A-1\",\"n\":1,\"sizes\":[1,4]},{\"n\":1,\"sku\":\"B\",\"sizes\":[5,6]}]}}"));
        Matches matches = new Matches();
        for (int i = 0; i < 5_000; i++) {
            index.match(event, matches);
        }
        long before = EventScannerTest.allocated();
        int found = 0;
        for (int i = 0; i < 1_000; i++) {
            found += index.match(event, matches);
        }
        assertThat(EventScannerTest.allocated() - before).isLessThan(EventScannerTest.ONE_OBJECT_EACH);
        assertThat(found).isEqualTo(1_000 * index.match(event).size());
    }
}
