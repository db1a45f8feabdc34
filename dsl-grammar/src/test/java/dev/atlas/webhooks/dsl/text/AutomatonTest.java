package dev.atlas.webhooks.dsl.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.atlas.webhooks.dsl.ast.Regex;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.eval.FilterCompiler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An automaton finds what RE2 finds. */
class AutomatonTest {

    private static final int PATTERNS = 20_000;
    private static final List<String> ATOMS = List.of(
            "a",
            "b",
            "k",
            "S",
            "é",
            "😀",
            ".",
            "\\d",
            "\\D",
            "\\w",
            "\\W",
            "\\s",
            "\\S",
            "\\.",
            "\\n",
            "[ab]",
            "[^a]",
            "[a-k]",
            "[^\\da]",
            "[\\Wb]",
            "[]x]",
            "[a-]",
            "[-b]",
            "[é-ü]",
            "^",
            "$",
            "\\A",
            "\\z",
            "{",
            "}",
            "a{,2}",
            "a{1",
            "\\t",
            "\\v",
            "\\\\",
            "[\\]]",
            "[^]]",
            "\n",
            "[.]",
            "[\\D\\W]",
            "[^\\D5]",
            "\\b",
            "\\pL",
            "[[:alpha:]]",
            "(?i:k)",
            "\\x41",
            "\\Qa\\E");
    private static final List<String> COUNTS =
            List.of("", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{0}", "{2,3}?");
    private static final List<String> CHARACTERS = List.of(
            "a", "b", "A", "B", "k", "K", "\u212a", "s", "S", "\u017f", "é", "ü", "ö", "😀", "1", "5", ".", " ", "\n",
            "\t", "\u000b", "_", "x", "]", "-", "{", "}", "\\", ",", "2", "\u00a0", "\u2028");

    private final Random random = new Random(11);

    @Test
    void anyPatternFindsWhatRe2Finds() {
        int compared = 0;
        for (int i = 0; i < PATTERNS; i++) {
            Regex regex = new Regex(choice(2), random.nextInt(3) == 0, Span.NOWHERE);
            Optional<Automaton> automaton = accepted(regex) ? Automaton.of(regex) : Optional.empty();
            if (automaton.isPresent()) {
                Pattern pattern = FilterCompiler.pattern(regex);
                for (int text = 0; text < 20; text++) {
                    String tested = text();
                    assertThat(passes(automaton.get(), tested))
                            .as("%s on %s", regex, tested)
                            .isEqualTo(pattern.matcher(tested).find());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(PATTERNS * 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^Acme( Inc)?$",
                "[A-Z]{2}-\\d{4,6}",
                "won|lost",
                "^(ann|bob)@acme\\.com$",
                "(.*a){12}b",
                "^(.*?,){14}P$"
            })
    void whatFiltersUsuallyAskForIsAnAutomaton(String pattern) {
        assertThat(Automaton.of(new Regex(pattern, false, Span.NOWHERE))).isPresent();
        assertThat(Automaton.of(new Regex(pattern, true, Span.NOWHERE))).isPresent();
    }

    @Test
    void aPatternThatWouldBecomeTooLargeIsLeftToRe2() {
        for (String pattern : List.of("(a|b)*a(a|b){14}", "(x{30}){30}", ".{900}")) {
            assertThat(Automaton.of(new Regex(pattern, false, Span.NOWHERE)))
                    .as(pattern)
                    .isEmpty();
        }
    }

    private static boolean accepted(Regex regex) {
        try {
            FilterCompiler.pattern(regex);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static boolean passes(Automaton automaton, String text) {
        byte[] bytes = ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
        return automaton.passes(bytes, 1, bytes.length - 1);
    }

    private String choice(int depth) {
        return IntStream.rangeClosed(0, random.nextInt(3) / 2)
                .mapToObj(i -> sequence(depth))
                .collect(Collectors.joining("|"));
    }

    private String sequence(int depth) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> (depth > 0 && random.nextInt(4) == 0
                                ? (random.nextBoolean() ? "(" : "(?:") + choice(depth - 1) + ")"
                                : one(ATOMS))
                        + one(COUNTS))
                .collect(Collectors.joining());
    }

    private String text() {
        return IntStream.range(0, random.nextInt(7))
                .mapToObj(i -> one(CHARACTERS))
                .collect(Collectors.joining());
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
