package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.dsl.index.Matches;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The traps that other filter languages are known to fall into. */
class TrapsTest {

    private static boolean matches(String filter, String deal) {
        return Samples.matches(filter, Samples.withDeal(deal));
    }

    @Test
    void aNumberBeyondTheLimitsIsAValueOfTheWrongType() {
        assertThat(matches("deal.x > 1e300", "{\"x\":1e400}")).isTrue();
        assertThat(matches("deal.x > 0", "{\"x\":1e10001}")).isFalse();
        assertThat(matches("deal.x exists and deal.x is not null", "{\"x\":1e10001}"))
                .isTrue();
        assertThat(matches("deal.x > 0", "{\"x\":" + "9".repeat(1001) + "}")).isFalse();
        assertThat(matches("deal.x > 0", "{\"x\":" + "9".repeat(1000) + "}")).isTrue();
    }

    @Test
    void minusZeroIsZero() {
        assertThat(matches("deal.x = 0 and deal.x = -0 and deal.x >= 0", "{\"x\":-0.0}"))
                .isTrue();
    }

    @Test
    void typesDoNotMix() {
        assertThat(matches("deal.x > 9", "{\"x\":\"10000\"}")).isFalse();
        assertThat(matches("deal.x = true", "{\"x\":1}")).isFalse();
        assertThat(matches("deal.x = 1", "{\"x\":true}")).isFalse();
        assertThat(matches("deal.x = \"1000\"", "{\"x\":\"1e3\"}")).isFalse();
    }

    @Test
    void ofDuplicateKeysTheLastOneCounts() {
        assertThat(matches("deal.x = 2", "{\"x\":1,\"x\":2}")).isTrue();
        assertThat(matches("deal.x = 1", "{\"x\":1,\"\\u0078\":2}")).isFalse();
        assertThat(matches("deal.x.y is missing", "{\"x\":{\"y\":1},\"x\":{}}")).isTrue();
    }

    @Test
    void keysWithDotsQuotesAndEscapesAreJustKeys() {
        assertThat(matches("deal.`a\\\"b` = 1", "{\"a\\\"b\":1}")).isTrue();
        assertThat(matches("deal.`a\\`b` = 1", "{\"a`b\":1}")).isTrue();
        assertThat(matches("deal.`\\u0074ype` = 1", "{\"type\":1}")).isTrue();
        assertThat(matches("deal.`` = 1", "{\"\":1}")).isTrue();
        assertThat(matches("deal.`\ud83d\ude00` = 1", "{\"\\ud83d\\ude00\":1}")).isTrue();
    }

    @Test
    void textIsNotNormalised() {
        assertThat(matches("deal.x = \"\u00e9\"", "{\"x\":\"e\u0301\"}")).isFalse();
    }

    @Test
    void caseFoldingKnowsNoCountry() {
        assertThat(matches("deal.x = i\"TITLE\"", "{\"x\":\"title\"}")).isTrue();
        assertThat(matches("deal.x = i\"I\"", "{\"x\":\"\u0131\"}")).isFalse();
        assertThat(matches("deal.x = i\"\u0130\"", "{\"x\":\"i\u0307\"}")).isTrue();
        assertThat(matches("deal.x = i\"ΟΔΟΣ\"", "{\"x\":\"οδος\"}")).isTrue();
        assertThat(matches("deal.x = i\"\u212a\"", "{\"x\":\"k\"}")).isTrue();
        assertThat(matches("deal.x = i\"\u1e9e\"", "{\"x\":\"SS\"}")).isTrue();
    }

    @Test
    void textComparesByCodePointAlsoBeyondTheFirstPlane() {
        assertThat(matches("deal.x > \"\uffee\"", "{\"x\":\"\\ud83d\\ude00\"}")).isTrue();
        assertThat(matches("deal.x = \"\ud800\"", "{\"x\":\"\\ud800\"}")).isTrue();
        assertThat(matches("deal.x like \"?\"", "{\"x\":\"\\ud83d\\ude00\"}")).isTrue();
    }

    @Test
    void aVeryLongTextCountsAsTheWrongType() {
        String text = "x".repeat(8_193);
        assertThat(matches("deal.x contains \"x\"", "{\"x\":\"" + text + "\"}")).isFalse();
        assertThat(matches("deal.x contains \"x\"", "{\"x\":\"" + text.substring(1) + "\"}"))
                .isTrue();
        assertThat(matches("deal.x is not empty", "{\"x\":\"" + text + "\"}")).isTrue();
    }

    @Test
    void anEventNestedTooDeepIsRefusedAndNothingElseIs() {
        String deep = "{\"a\":".repeat(64) + "1" + "}".repeat(64);
        assertThat(Samples.event("a.b", List.of(), deep, null).data()).isNotNull();
        String deeper = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        assertThatThrownBy(() -> Samples.event("a.b", List.of(), deeper, null))
                .isInstanceOf(MalformedEventException.class);
        for (String broken : List.of(
                "", "[]", "1", "{", "{}{}", "{\"a\":NaN}", "{\"a\":01}", "{'a':1}", "{\"a\":\"\u0001\"}", "nul")) {
            assertThatThrownBy(() -> Samples.event("a.b", List.of(), broken, null))
                    .as(broken)
                    .isInstanceOf(MalformedEventException.class);
        }
    }

    @Test
    void instantsRespectOffsetsAndLeapSeconds() {
        assertThat(matches("deal.x = 2026-01-31T09:00:00Z", "{\"x\":\"2026-01-31T10:00:00+01:00\"}"))
                .isTrue();
        assertThat(matches("deal.x < 2026-01-31T10:00:00Z", "{\"x\":\"2026-01-31T10:30:00+01:00\"}"))
                .isTrue();
        assertThat(matches("deal.x = 2017-01-01", "{\"x\":\"2016-12-31T23:59:60Z\"}"))
                .isTrue();
        assertThat(matches("deal.x > 2026-01-01", "{\"x\":\"2026-13-01\"}")).isFalse();
        assertThat(matches("deal.x > 2026-01-01", "{\"x\":\"tomorrow\"}")).isFalse();
        assertThat(matches("deal.x = 2026-01-31T10:00:00.000000001Z", "{\"x\":\"2026-01-31T10:00:00.0000000019Z\"}"))
                .isTrue();
    }

    @Test
    void onlyAFieldDeclaredAsTimeIsReadAsUnixSeconds() {
        EventView event = Samples.withDeal("{\"closed_at\":1769767200}");
        String filter = "deal.closed_at = 2026-01-30T10:00:00Z";
        Filter informed = ((CompileResult.Compiled) new FilterLanguage().compile(filter, SampleCatalogue.CRM)).filter();
        assertThat(informed.matches(event)).isTrue();
        assertThat(Samples.matches(filter, event)).isFalse();
    }

    @Test
    void twoFieldsCompareAsTimesOnlyWhereBothAreKnownAsTimes() {
        EventView event = Samples.withDeal("{\"closed_at\":\"1999-12-31T23:00:00-02:00\"}");
        String filter = "deal.closed_at < created";
        Filter informed = ((CompileResult.Compiled) new FilterLanguage().compile(filter, SampleCatalogue.CRM)).filter();
        assertThat(informed.matches(event)).isTrue();
        assertThat(Samples.matches(filter, event)).isFalse();
    }

    @Test
    void aHostileRegularExpressionRunsInLinearTime() {
        String text = "a".repeat(8_000);
        assertThat(matches("deal.x matches /(.*a){12}b/", "{\"x\":\"" + text + "\"}"))
                .isFalse();
        assertThat(matches("deal.x matches /^(.*?,){14}P$/", "{\"x\":\"" + "1,".repeat(13) + "\"}"))
                .isFalse();
    }

    @Test
    void wideFiltersWork() {
        String members = IntStream.range(0, 700).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertThat(matches("deal.x in (" + members + ")", "{\"x\":699.0}")).isTrue();
        String or = IntStream.range(0, 64).mapToObj(i -> "deal.x = " + i).collect(Collectors.joining(" or "));
        assertThat(matches(or, "{\"x\":63}")).isTrue();
    }

    @Test
    void wildcardsInTextAreJustCharacters() {
        assertThat(Samples.matches("tag:\"a*\"", Samples.event("a.b", List.of("ab"), "{}", null)))
                .isFalse();
        assertThat(matches("deal.x contains \"*\"", "{\"x\":\"ab\"}")).isFalse();
        assertThat(matches("deal.x = \"*\"", "{\"x\":\"*\"}")).isTrue();
    }

    @Test
    void negationAndDoubleNegationHoldOnWhatIsMissing() {
        for (String deal : List.of(
                "{}", "{\"x\":null}", "{\"x\":1}", "{\"x\":\"1\"}", "{\"x\":[]}", "{\"x\":{}}", "{\"x\":[1,2]}")) {
            for (String test : List.of(
                    "deal.x = 1",
                    "deal.x in (1)",
                    "deal.x contains 1",
                    "deal.x is null",
                    "deal.x exists",
                    "deal.x > 0")) {
                boolean verdict = matches(test, deal);
                assertThat(matches("not " + test, deal)).isEqualTo(!verdict);
                assertThat(matches("not not " + test, deal)).isEqualTo(verdict);
                assertThat(matches("not (" + test + " and deal.y = 1)", deal))
                        .isEqualTo(matches("not " + test + " or not deal.y = 1", deal));
            }
        }
    }

    @Test
    void numbersAreExactAtAnyLength() {
        assertThat(matches("deal.x = 0.3", "{\"x\":0.30000000000000004}")).isFalse();
        assertThat(matches("deal.x = 9007199254740993", "{\"x\":9007199254740992}"))
                .isFalse();
        assertThat(matches("deal.x > 9007199254740992", "{\"x\":9007199254740993}"))
                .isTrue();
        assertThat(matches("deal.x > 9007199254740992.0", "{\"x\":9007199254740993}"))
                .isTrue();
        assertThat(matches("deal.x > 123456789012345.6788", "{\"x\":123456789012345.6789}"))
                .isTrue();
        assertThat(matches("deal.x = 12345678901234567890", "{\"x\":12345678901234567891}"))
                .isFalse();
    }

    @Test
    void nullAndMissingDifferOnlyForExists() {
        for (String absent : List.of("{}", "{\"x\":null}")) {
            for (String yes : List.of(
                    "deal.x = null",
                    "deal.x is null",
                    "deal.x is empty",
                    "not deal.x = 1",
                    "deal.x != 1",
                    "deal.x not in (1, 2)",
                    "not deal.x contains 1",
                    "not deal.x > 5",
                    "not deal.x != null")) {
                assertThat(matches(yes, absent)).as(yes + " on " + absent).isTrue();
            }
            for (String no : List.of(
                    "deal.x != null", "deal.x is not null", "deal.x <= 5", "deal.x = 1", "deal.x is not empty")) {
                assertThat(matches(no, absent)).as(no + " on " + absent).isFalse();
            }
        }
        assertThat(matches("deal.x exists", "{\"x\":null}")).isTrue();
        assertThat(matches("deal.x exists", "{}")).isFalse();
        assertThat(matches("deal.x is missing", "{\"x\":null}")).isFalse();
    }

    @Test
    void emptyArraysAndObjectsExist() {
        for (String empty : List.of("{\"x\":[]}", "{\"x\":{}}")) {
            assertThat(matches("deal.x exists and deal.x is empty and deal.x is not null", empty))
                    .as(empty)
                    .isTrue();
            assertThat(matches("deal.x = 1 or deal.x > 0 or deal.x contains 1 or any(deal.x, it exists)", empty))
                    .as(empty)
                    .isFalse();
        }
        assertThat(matches("deal.x exists", "{\"x\":{\"y\":1}}")).isTrue();
        assertThat(matches("deal.x is empty", "{\"x\":{\"y\":1}}")).isFalse();
        assertThat(matches("all(deal.x, it = 1)", "{\"x\":[]}")).isTrue();
        assertThat(matches("all(deal.x, it = 1)", "{\"x\":{}}")).isFalse();
    }

    @Test
    void conditionsOnOneArrayAreOnlyTogetherInsideAny() {
        String apart = "{\"items\":[{\"sku\":\"A\",\"n\":1},{\"sku\":\"B\",\"n\":9}]}";
        assertThat(matches("deal.items.sku = \"A\" and deal.items.n > 5", apart))
                .isTrue();
        assertThat(matches("any(deal.items, it.sku = \"A\" and it.n > 5)", apart))
                .isFalse();
        assertThat(matches("none(deal.items, it.sku = \"A\" and it.n > 5)", apart))
                .isTrue();
    }

    @Test
    void aKeyWithADotIsNotAPath() {
        assertThat(matches("deal.`a.b` = 1", "{\"a.b\":1}")).isTrue();
        assertThat(matches("deal.a.b = 1", "{\"a.b\":1}")).isFalse();
        assertThat(matches("deal.`a.b` = 1", "{\"a\":{\"b\":1}}")).isFalse();
    }

    @Test
    void aTextOfTenMegabytesIsReadAndCountsAsTheWrongType() {
        String text = "x".repeat(10_000_000);
        assertThat(matches("deal.x contains \"x\" or deal.x matches /x/ or deal.x = \"x\"", "{\"x\":\"" + text + "\"}"))
                .isFalse();
        assertThat(matches("deal.x exists and not deal.x = \"x\"", "{\"x\":\"" + text + "\"}"))
                .isTrue();
    }

    @Test
    void aListMayHoldAThousandValues() {
        String members =
                IntStream.range(0, 1_000).mapToObj(i -> String.valueOf(i % 10)).collect(Collectors.joining(","));
        assertThat(matches("deal.x in (" + members + ")", "{\"x\":9}")).isTrue();
        assertThat(new FilterLanguage().compile("deal.x in (" + members + ",1)"))
                .isInstanceOf(CompileResult.Rejected.class);
        assertThat(new FilterLanguage().compile("deal.x in ()")).isInstanceOf(CompileResult.Rejected.class);
    }

    @Test
    void aRegularExpressionWithABackreferenceIsRefused() {
        assertThat(new FilterLanguage().compile("deal.x matches /(a*)*b\\1/"))
                .isInstanceOf(CompileResult.Rejected.class);
    }

    @Test
    void contradictionsAndTautologiesAreOnlyWarnedOf() {
        FilterLanguage language = new FilterLanguage();
        assertThat(language.check("deal.value > 5 and deal.value < 3", Set.of(), SampleCatalogue.CRM))
                .satisfies(report -> assertThat(report.valid()).isTrue())
                .extracting(report -> report.diagnostics().get(0).code())
                .isEqualTo("never-true");
        assertThat(language.check("tag:x or not tag:x", Set.of(), SampleCatalogue.CRM))
                .satisfies(report -> assertThat(report.valid()).isTrue())
                .extracting(report -> report.diagnostics().get(0).code())
                .isEqualTo("always-true");
    }

    @Test
    void aFilterOnPreviousIsFalseForACreatedEvent() {
        EventView created = Samples.event("deal.created", List.of(), "{\"deal\":{\"value\":5}}", null);
        for (String filter : List.of(
                "deal.value changed",
                "deal.value changed from null",
                "deal.value changed to 5",
                "deal.value increased",
                "deal.value > previous.deal.value")) {
            assertThat(Samples.matches(filter, created)).as(filter).isFalse();
            assertThat(Samples.matches("not " + filter, created)).as(filter).isTrue();
        }
    }

    @Test
    void anUpdateRacingAnEventIsSeenAsAWholeOrNotAtAll() throws Exception {
        List<Rule<Integer>> before = IntStream.range(0, 100)
                .mapToObj(i -> new Rule<>(i, List.of("*"), "deal.value > " + i + " and tag:old"))
                .toList();
        List<Rule<Integer>> after = IntStream.range(0, 100)
                .mapToObj(i -> i % 2 == 0 ? new Rule<>(i, List.of("*"), "deal.value > 5") : before.get(i))
                .toList();
        byte[] event = "{\"type\":\"deal.updated\",\"tags\":[\"old\"],\"data\":{\"deal\":{\"value\":50}}}"
                .getBytes(StandardCharsets.UTF_8);
        AtomicReference<RoutingIndex<Integer>> live = new AtomicReference<>(RoutingIndex.of(before, Catalogue.EMPTY));
        List<Integer> old = live.get().match(event);
        List<Integer> fresh = live.get().with(after).match(event);
        AtomicBoolean updating = new AtomicBoolean(true);
        CompletableFuture<Set<List<Integer>>> router = CompletableFuture.supplyAsync(() -> {
            Set<List<Integer>> seen = new HashSet<>();
            Matches matches = new Matches();
            while (updating.get() || seen.isEmpty()) {
                RoutingIndex<Integer> index = live.get();
                index.match(event, matches);
                seen.add(IntStream.range(0, matches.count())
                        .mapToObj(i -> index.target(matches.rule(i)))
                        .toList());
            }
            return seen;
        });
        for (int i = 0; i < 40; i++) {
            RoutingIndex<Integer> changed = live.get().with(i % 2 == 0 ? after : before);
            live.set(i % 7 == 0 ? changed.compacted() : changed);
        }
        updating.set(false);
        assertThat(old).hasSize(50);
        assertThat(fresh).hasSize(75);
        assertThat(router.get(60, TimeUnit.SECONDS)).isSubsetOf(old, fresh);
    }

    @Test
    void aTextIsFoldedEvenWhenItIsTheLastOfVeryMany() {
        for (int before = 0; before < 300; before++) {
            String names = "\"x\",".repeat(before) + "\"ACME\"";
            String event = "{\"type\":\"a.b\",\"data\":{\"names\":[" + names + "]}}";
            assertThat(RoutingIndex.of(List.of(new Rule<>("it", List.of("*"), "names = i\"acme\"")), Catalogue.EMPTY)
                            .match(event.getBytes(StandardCharsets.UTF_8)))
                    .containsExactly("it");
        }
    }
}
