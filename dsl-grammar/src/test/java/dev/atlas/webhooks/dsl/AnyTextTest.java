package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.parse.FilterReader;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever is typed gets a filter or diagnostics from each service, and formatting keeps its promises. */
class AnyTextTest {

    private static final int TEXTS = 6_000;
    private static final EventView EVENT = Samples.deal();

    private final FilterLanguage language = new FilterLanguage();

    @Test
    void anyTextIsChecked() {
        forAnyText(1, text -> {
            CheckReport report = language.check(text, Set.of("deal.*"), SampleCatalogue.CRM);
            assertThat(report.valid()).isEqualTo(language.compile(text) instanceof CompileResult.Compiled);
            assertThat(report.valid() || !report.diagnostics().isEmpty()).isTrue();
            for (Diagnostic diagnostic : report.diagnostics()) {
                assertThat(diagnostic.severity() == Severity.ERROR).isEqualTo(!report.valid());
                assertThat(diagnostic.start()).isBetween(0, diagnostic.end());
                assertThat(diagnostic.end()).isLessThanOrEqualTo(text.length());
                assertThat(diagnostic.message()).isNotBlank().doesNotContain("token recognition", "mismatched input");
                assertThat(diagnostic.fixes()).hasSizeLessThanOrEqualTo(3);
                diagnostic.fixes().forEach(fix -> assertThat(fix.applyTo(text)).isNotEqualTo(text));
            }
        });
    }

    @Test
    void anyTextIsFormattedToTheSameTreeOrLeftAlone() {
        forAnyText(2, text -> {
            String formatted = language.format(text);
            assertThat(language.format(formatted)).isEqualTo(formatted);
            assertThat(tree(formatted)).isEqualTo(tree(text));
            if (tree(text).isEmpty()) {
                assertThat(formatted).isEqualTo(text);
            }
        });
    }

    @Test
    void anyTextIsCompletedAnywhere() {
        forAnyText(3, text -> {
            int cursor = Math.floorMod(text.hashCode(), text.length() + 3) - 1;
            for (Completion completion : language.complete(text, cursor, Set.of(), SampleCatalogue.CRM)) {
                assertThat(completion.start()).isBetween(0, completion.end());
                assertThat(completion.end()).isLessThanOrEqualTo(text.length());
            }
        });
    }

    @Test
    void anyFilterIsExplained() {
        forAnyText(4, text -> {
            if (language.compile(text) instanceof CompileResult.Compiled compiled) {
                assertThat(language.explain(text, EVENT, SampleCatalogue.CRM).matches())
                        .isEqualTo(matches(text));
                assertThat(compiled.filter().text()).isEqualTo(text);
            }
        });
    }

    private boolean matches(String text) {
        return ((CompileResult.Compiled) language.compile(text, SampleCatalogue.CRM))
                .filter()
                .matches(EVENT);
    }

    private static Optional<Expr> tree(String text) {
        return FilterReader.read(text) instanceof ParseResult.Read read ? Optional.of(read.expr()) : Optional.empty();
    }

    private static void forAnyText(long seed, Consumer<String> property) {
        RandomTexts texts = new RandomTexts(seed);
        for (int i = 0; i < TEXTS; i++) {
            String text = texts.next(i % 200);
            if (fails(property, text)) {
                String smallest = Smaller.smallest(text, Smaller::texts, less -> fails(property, less));
                property.accept(smallest);
            }
        }
    }

    private static boolean fails(Consumer<String> property, String text) {
        try {
            property.accept(text);
            return false;
        } catch (AssertionError | RuntimeException e) {
            return true;
        }
    }
}
