package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.dsl.Catalogue.EventType;
import dev.atlas.webhooks.dsl.Catalogue.Field;
import dev.atlas.webhooks.dsl.Catalogue.FieldKind;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.format.FilterFormat;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the services promise about any filter, on random ones. */
class ServicesTest {

    private static final int FILTERS = 600;
    private static final Catalogue CATALOGUE = new Catalogue(
            List.of(new EventType(
                    "deal.created",
                    "",
                    List.of(
                            Field.of(List.of("a"), FieldKind.NUMBER, ""),
                            Field.of(List.of("n"), FieldKind.BOOLEAN, ""),
                            Field.of(List.of("t"), FieldKind.TIME, ""),
                            new Field(List.of("b", "c"), FieldKind.TEXT, false, false, "", List.of("x", "xy"), true),
                            new Field(List.of("list"), FieldKind.TEXT, true, false, "", List.of(), false),
                            new Field(List.of("items"), FieldKind.OBJECT, true, true, "", List.of(), false),
                            Field.of(List.of("items", "k"), FieldKind.TEXT, ""),
                            Field.of(List.of("items", "n"), FieldKind.NUMBER, "")))),
            List.of("x", "SS", "Key account"));

    private final FilterLanguage language = new FilterLanguage();

    @Test
    void anExplanationComesToTheSameVerdict() {
        RandomFilters filters = new RandomFilters(21);
        List<EventView> events = RandomEvents.pool(22, 20).stream()
                .map(RandomEvents.Source::view)
                .toList();
        for (int i = 0; i < FILTERS; i++) {
            String text = FilterFormat.line(filters.next());
            Filter filter = Samples.filter(text);
            for (EventView event : events) {
                Explanation explanation = language.explain(text, event, Catalogue.EMPTY);
                assertThat(explanation.matches()).as(text).isEqualTo(filter.matches(event));
                assertThat(explanation.sentence())
                        .startsWith(explanation.matches() ? "It matched because " : "It did not match because ");
            }
        }
    }

    @Test
    void eachFixOfAWarningLeavesAFilter() {
        RandomFilters filters = new RandomFilters(23);
        int fixes = 0;
        for (int i = 0; i < FILTERS; i++) {
            Expr filter = filters.next();
            String text = FilterFormat.line(filter);
            CheckReport report = language.check(text, Set.of("deal.*"), CATALOGUE);
            assertThat(report.valid()).isTrue();
            for (Diagnostic warning : report.diagnostics()) {
                assertThat(warning.severity()).isEqualTo(Severity.WARNING);
                for (Fix fix : warning.fixes()) {
                    fixes++;
                    String mended = fix.applyTo(text);
                    assertThat(language.check(mended, Set.of(), CATALOGUE).valid())
                            .as("%s -> %s", text, mended)
                            .isTrue();
                }
            }
        }
        assertThat(fixes).isGreaterThan(FILTERS / 10);
    }

    @Test
    void aCanonicalTextThatWouldBreakALimitIsNotOffered() {
        String nots = "not ".repeat(16) + "deal.name not starts with \"a\"";
        StringBuilder deep = new StringBuilder("a = 1 and b = 2 or c = 3");
        for (int i = 0; i < 16; i++) {
            deep.insert(0, "(").append(i % 2 == 0 ? ") and x = 1" : ") or x = 1");
        }
        for (String text : List.of(nots, deep.toString(), "not (".repeat(15) + "not not a > 1" + ")".repeat(15))) {
            CheckReport report = language.check(text, Set.of(), Catalogue.EMPTY);
            assertThat(report.valid()).isTrue();
            assertThat(language.compile(report.formatted())).as(text).isInstanceOf(CompileResult.Compiled.class);
            assertThat(language.format(report.formatted())).isEqualTo(report.formatted());
        }
    }

    @Test
    void aVeryLongWordIsShortenedInTheMessageAboutIt() {
        CheckReport report = language.check("x".repeat(4_000), Set.of(), Catalogue.EMPTY);
        assertThat(report.diagnostics()).hasSize(1).allSatisfy(found -> assertThat(found.message())
                .startsWith("After `xxx")
                .contains("x…x")
                .endsWith("or `exists`.")
                .hasSizeLessThan(402));
    }

    @Test
    void aBacktestCountsEventsAdmittedByANegatedGroup() {
        List<EventView> events = List.of(
                EventView.of("e1", "a.b", 0, List.of(), "{}", null),
                EventView.of("e2", "a.b", 0, List.of(), "{\"x\":3,\"y\":3}", null),
                EventView.of("e3", "a.b", 0, List.of(), "{\"x\":3}", null),
                EventView.of("e4", "a.b", 0, List.of(), "{\"x\":1}", null));
        Backtest backtest = language.backtest("not (x = 1 or y = 2)", "", events, Duration.ofDays(1), Catalogue.EMPTY);
        assertThat(backtest.matched()).isEqualTo(3);
        assertThat(backtest.admittedMissing()).isEqualTo(2);
        assertThat(language.backtest("not not x = 3", "", events, Duration.ofDays(1), Catalogue.EMPTY)
                        .admittedMissing())
                .isZero();
    }

    @Test
    void aWarningOfNeverTrueIsRight() {
        RandomFilters filters = new RandomFilters(25);
        List<EventView> events = RandomEvents.pool(26, 100).stream()
                .map(RandomEvents.Source::view)
                .toList();
        for (int i = 0; i < FILTERS; i++) {
            String text = FilterFormat.line(filters.next());
            for (Diagnostic warning :
                    language.check(text, Set.of(), Catalogue.EMPTY).diagnostics()) {
                String part = text.substring(warning.start(), warning.end());
                boolean judged =
                        warning.code().equals("never-true") || warning.code().equals("always-true");
                if (judged && language.compile(part) instanceof CompileResult.Compiled compiled) {
                    boolean always = warning.code().equals("always-true");
                    assertThat(events)
                            .as(part)
                            .allMatch(event -> compiled.filter().matches(event) == always);
                }
            }
        }
    }
}
