package dev.atlas.webhooks.dsl.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.atlas.webhooks.dsl.ast.Regex;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.eval.FilterCompiler;
import dev.atlas.webhooks.dsl.parse.FilterReader;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
            "\\Qa\\E",
            "\\B",
            "(?i)",
            "(?i:b)",
            "(?m)",
            "(?m:^)",
            "(?-m:$)",
            "(?s).",
            "(?s-i:.a)",
            "(?P<name>a)",
            "(?U)",
            "\\PL",
            "\\p{Lu}",
            "\\p{^Nd}",
            "[\\pLx]",
            "[^\\P{Latin}]",
            "[[:^digit:]_]",
            "[[:word:]-]",
            "[[:a]",
            "\\x{1F600}",
            "\\101",
            "\\Q.*\\E",
            "ß",
            "Σ",
            "[σ-ω]",
            "ſ");
    private static final List<String> COUNTS =
            List.of("", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{0}", "{2,3}?");
    private static final List<String> CHARACTERS = List.of(
            "a", "b", "A", "B", "k", "K", "\u212a", "s", "S", "\u017f", "é", "ü", "ö", "😀", "1", "5", ".", " ", "\n",
            "\t", "\u000b", "_", "x", "]", "-", "{", "}", "\\", ",", "2", "\u00a0", "\u2028", "É", "ß", "ẞ", "σ", "ς",
            "Σ", "Ω", "\u2126", "٣");

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
    void categoriesAndScriptsAreThoseOfRe2() throws IOException {
        String sets;
        try (InputStream file = Automaton.class.getResourceAsStream("unicode-sets.txt")) {
            sets = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
        }
        for (String set : sets.lines().toList()) {
            String name = set.substring(0, set.indexOf(' '));
            Pattern re2 = Pattern.compile("^\\p{" + name + "}$");
            Automaton ours = Automaton.of(new Regex("^\\p{" + name + "}$", false, Span.NOWHERE))
                    .orElseThrow();
            for (String stretch : set.substring(name.length() + 1).split(" ", -1)) {
                for (String end : stretch.split("-", -1)) {
                    int at = Integer.parseInt(end, 16);
                    for (int c = Math.max(0, at - 1); c <= Math.min(at + 1, Character.MAX_CODE_POINT); c++) {
                        if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                            String text = Character.toString(c);
                            assertThat(passes(ours, text)).as("%s %x", name, c).isEqualTo(re2.matches(text));
                        }
                    }
                }
            }
        }
    }

    @Test
    void whatDiffersInCaseOnlyIsWhatRe2TakesForIt() {
        int[] cased = IntStream.range(0x80, 0x20000)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .filter(c -> Character.toLowerCase(c) != c || Character.toUpperCase(c) != c)
                // RE2/J would walk round these for ever; filters that have them are refused.
                .filter(c ->
                        FilterReader.read("a matches /" + Character.toString(c) + "/i") instanceof ParseResult.Read)
                .toArray();
        assertThat(cased.length).isGreaterThan(2_500);
        String all = IntStream.concat(IntStream.range('A', 'z'), Arrays.stream(cased))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        for (int i = 0; i < cased.length; i += 3) {
            String itself = Character.toString(cased[i]);
            CodePoints ours = CaseOrbits.of(CodePoints.of(cased[i])).orElseThrow();
            Matcher found = Pattern.compile(itself, Pattern.CASE_INSENSITIVE).matcher(all);
            CodePoints theirs = CodePoints.of(cased[i]);
            while (found.find()) {
                theirs.add(found.group().codePointAt(0), found.group().codePointAt(0));
            }
            assertThat(ours.toArray()).as(itself).isEqualTo(theirs.toArray());
        }
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
