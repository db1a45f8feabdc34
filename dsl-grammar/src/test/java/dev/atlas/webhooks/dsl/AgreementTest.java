package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.format.FilterFormat;
import dev.atlas.webhooks.dsl.parse.FilterReader;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is routed and compiled means what is interpreted, and what is written reads back. The long run: {@code benchmarks/run agreement}. */
class AgreementTest {

    @Test
    void theIndexThePredicateAndTheNaiveInterpreterAgree() {
        AtomicLong pairs = new AtomicLong();
        Agreement.prove(1, 25, pairs::set);
        assertThat(pairs).hasValueGreaterThanOrEqualTo(100_000);
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
