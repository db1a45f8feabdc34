package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is typed gets a filter or diagnostics, and formatting keeps its promises. */
class AnyTextTest {

    private static final List<String> WORDS = List.of(
            "deal.value",
            "`a b`",
            "tag:",
            "type:",
            "tag:x",
            "(",
            ")",
            "and",
            "or",
            "not",
            "=",
            "!=",
            ">",
            "in",
            "(a, b)",
            "any(",
            "all(",
            ",",
            "it",
            "count(",
            "changed",
            "from",
            "to",
            "is",
            "null",
            "empty",
            "missing",
            "exists",
            "between",
            "1",
            "1e6",
            "\"x\"",
            "i'x'",
            "/a+/",
            "2026-01-31",
            "now - 7d",
            "contains",
            "starts",
            "with",
            "like",
            "matches",
            "[0]",
            ".",
            "#c\n",
            "\n",
            "-",
            "\"",
            "/",
            "`",
            "\\",
            "\ud800",
            "é",
            "previous",
            "increased",
            "12x",
            "::",
            "true");

    private final FilterLanguage language = new FilterLanguage();

    @Property
    void anyCharactersGetAnAnswer(@ForAll String text) {
        answered(text);
    }

    @Property(tries = 3000)
    void anyWordsGetAnAnswer(@ForAll("words") List<String> words) {
        answered(String.join(" ", words));
        answered(String.join("", words));
    }

    private void answered(String text) {
        CheckReport report = language.check(text, Set.of(), Catalogue.EMPTY);
        assertThat(report.valid()).isEqualTo(language.compile(text) instanceof CompileResult.Compiled);
        for (Diagnostic diagnostic : report.diagnostics()) {
            assertThat(diagnostic.start()).isBetween(0, diagnostic.end());
            assertThat(diagnostic.end()).isLessThanOrEqualTo(text.length());
            diagnostic.fixes().forEach(fix -> assertThat(fix.applyTo(text)).isNotNull());
        }
        assertThat(language.format(report.formatted())).isEqualTo(report.formatted());
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(WORDS).list().ofMaxSize(24);
    }
}
