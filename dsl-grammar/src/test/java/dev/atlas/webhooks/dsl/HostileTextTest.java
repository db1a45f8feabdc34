package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts made to be slow, deep or long. Each gets its answer at once; the bound is generous for a busy machine. */
class HostileTextTest {

    private static final int LONG = 4_096;

    static Stream<String> texts() {
        return Stream.of(
                        "(",
                        ")",
                        "not ",
                        "!",
                        "a",
                        "a.",
                        "a and ",
                        "any(a, ",
                        "\"",
                        "tag:",
                        "tag:(",
                        "a in (",
                        "1,",
                        "[",
                        "a[0]",
                        "`",
                        "\\",
                        "#\n",
                        "=",
                        "<",
                        "a = b ",
                        "a matches /",
                        "/((a*)*)*/",
                        "now - ",
                        "2026-01-31",
                        "i\"",
                        "\ud83d",
                        "é",
                        "1_",
                        "1e",
                        "-",
                        "x not in (a, b) and ",
                        "x between 1 and ",
                        "x changed from 1 to ",
                        "any(all(none(")
                .flatMap(piece -> Stream.of(
                        piece.repeat(LONG / piece.length()),
                        "a = 1 and " + piece.repeat(LONG / piece.length() - 10),
                        piece.repeat(8_192)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void eachTextIsAnsweredAtOnce(String text) {
        FilterLanguage language = new FilterLanguage();
        Assertions.assertTimeout(Duration.ofSeconds(1), () -> {
            CheckReport report = language.check(text, Set.of(), SampleCatalogue.CRM);
            assertThat(report.diagnostics().size()).isLessThanOrEqualTo(20);
            assertThat(language.complete(text, text.length(), Set.of(), SampleCatalogue.CRM))
                    .hasSizeLessThanOrEqualTo(50);
        });
    }
}
