package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
}
