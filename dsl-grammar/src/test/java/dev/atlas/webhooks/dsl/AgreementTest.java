package dev.atlas.webhooks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.eval.FilterCompiler;
import dev.atlas.webhooks.dsl.format.FilterFormat;
import dev.atlas.webhooks.dsl.parse.FilterReader;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random filters on random events: what is compiled means what is interpreted, and what is written reads back. A long run:
 * {@code -Datlas.dsl.filters=100000 -Datlas.dsl.seed=42}.
 */
class AgreementTest {

    private static final int FILTERS = Integer.getInteger("atlas.dsl.filters", 1_500);
    private static final long SEED = Long.getLong("atlas.dsl.seed", 1);
    private static final List<RandomEvents.Source> EVENTS = RandomEvents.pool(SEED, 100);
    private static final List<EventView> VIEWS =
            EVENTS.stream().map(RandomEvents.Source::view).toList();

    @Test
    void thePredicateAndTheNaiveInterpreterAgree() {
        RandomFilters filters = new RandomFilters(SEED);
        for (int i = 0; i < FILTERS; i++) {
            Expr filter = filters.next();
            Filter compiled = FilterCompiler.compile("", filter, Catalogue.EMPTY);
            for (int e = 0; e < VIEWS.size(); e++) {
                if (compiled.matches(VIEWS.get(e)) != new NaiveInterpreter(VIEWS.get(e)).matches(filter)) {
                    Expr smallest = smallestDisagreement(filter, VIEWS.get(e));
                    throw new AssertionError(
                            "disagreement about " + FilterFormat.line(smallest) + " on " + EVENTS.get(e));
                }
            }
        }
    }

    private static boolean agree(Expr filter, EventView event) {
        return FilterCompiler.compile("", filter, Catalogue.EMPTY).matches(event)
                == new NaiveInterpreter(event).matches(filter);
    }

    private static Expr smallestDisagreement(Expr filter, EventView event) {
        return parts(filter)
                .filter(part -> !agree(part, event))
                .findFirst()
                .map(part -> smallestDisagreement(part, event))
                .orElse(filter);
    }

    private static Stream<Expr> parts(Expr filter) {
        if (filter instanceof Expr.And and) {
            return and.operands().stream();
        } else if (filter instanceof Expr.Or or) {
            return or.operands().stream();
        }
        return filter instanceof Expr.Not not ? Stream.of(not.operand()) : Stream.of();
    }

    @Test
    void theCanonicalTextReadsAsTheSameTree() {
        RandomFilters filters = new RandomFilters(SEED + 1);
        FilterLanguage language = new FilterLanguage();
        for (int i = 0; i < FILTERS; i++) {
            Expr filter = filters.next();
            String text = FilterFormat.line(filter);
            assertThat(FilterReader.read(text))
                    .as(text)
                    .isInstanceOfSatisfying(ParseResult.Read.class, read -> assertThat(read.expr())
                            .isEqualTo(filter));
            String formatted = language.format(text);
            assertThat(language.format(formatted)).isEqualTo(formatted);
        }
    }
}
