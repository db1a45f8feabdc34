package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.format.FilterFormat;
import dev.atlas.webhooks.dsl.parse.FilterReader;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is routed and compiled means what is interpreted, and what is written reads back. The long run: {@code benchmarks/run agreement}. */
class AgreementTest {

    @Test
    void theIndexThePredicateAndTheNaiveInterpreterAgree() {
        AtomicLong pairs = new AtomicLong();
        Agreement.prove(1, 25, pairs::set);
        assertThat(pairs).hasValueGreaterThanOrEqualTo(100_000);
    }

    /** The agreement says nothing about what all events pass, or none. */
    @Test
    void everyFormIsMetByEventsThatPassAndByOthers() {
        RandomFilters random = new RandomFilters(1);
        List<Expr> filters = Stream.generate(random::next).limit(5_000).toList();
        List<EventView> events =
                RandomEvents.pool(1, 40).stream().map(RandomEvents.Source::view).toList();
        for (String form : List.of(
                "any\\(",
                "all\\(",
                "(any|all)\\(.*(any|all)\\(",
                "count\\(",
                "\\[\\d\\]",
                "(items|nested|list|b) (not )?changed",
                "\\] (not )?changed",
                "(increased|decreased)",
                "changed (from|to) [a-z]",
                "(contains|starts with|ends with) [a-z]+",
                "between [a-z]+",
                "items\\S* (is|exists)",
                "data",
                "tags\\[",
                "matches .*(\\\\b|\\\\p|\\(\\?)",
                "^(now|2026-01-31|\"[^\"]*\"|[0-9.]+) ")) {
            Pattern written = Pattern.compile(form);
            Map<Boolean, Long> verdicts = filters.stream()
                    .filter(filter -> written.matcher(FilterFormat.line(filter)).find())
                    .flatMap(filter -> events.stream().map(event -> new NaiveInterpreter(event).matches(filter)))
                    .collect(Collectors.groupingBy(verdict -> verdict, Collectors.counting()));
            assertThat(verdicts.values()).as(form).hasSize(2).allMatch(count -> count > 100);
        }
    }

    @Test
    void theCanonicalTextReadsAsTheSameTree() {
        RandomFilters filters = new RandomFilters(2);
        FilterLanguage language = new FilterLanguage();
        for (int i = 0; i < 2_000; i++) {
            Expr filter = filters.next();
            String text = FilterFormat.line(filter);
            assertThat(FilterReader.read(text))
                    .as(text)
                    .isInstanceOfSatisfying(ParseResult.Read.class, read -> assertThat(read.expr())
                            .isEqualTo(filter));
            String formatted = language.format(text);
            assertThat(language.format(formatted)).isEqualTo(formatted);
            assertThat(FilterReader.read(formatted))
                    .as(formatted)
                    .isInstanceOfSatisfying(ParseResult.Read.class, read -> assertThat(read.expr())
                            .isEqualTo(filter));
        }
    }
}
