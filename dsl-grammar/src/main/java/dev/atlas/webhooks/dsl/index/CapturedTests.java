package dev.atlas.webhooks.dsl.index;

import com.google.re2j.Pattern;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Regex;
import dev.atlas.webhooks.dsl.eval.FilterCompiler;
import dev.atlas.webhooks.dsl.scan.Utf8;
import dev.atlas.webhooks.dsl.scan.Vocabulary;
import dev.atlas.webhooks.dsl.text.Automaton;
import dev.atlas.webhooks.dsl.text.TextTest;
import dev.atlas.webhooks.dsl.value.Texts;
import dev.atlas.webhooks.dsl.value.Times;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Compiles what a check asks of one captured value of its subject, as long as it compares with nothing but literals. */
final class CapturedTests {

    private final Vocabulary.Builder vocabulary;
    /** Whether the subject is known for a time, so that its numbers are seconds. */
    private final boolean knownTime;

    CapturedTests(Vocabulary.Builder vocabulary, boolean knownTime) {
        this.vocabulary = vocabulary;
        this.knownTime = knownTime;
    }

    CapturedTest of(Check check) {
        if (check instanceof Check.Compare compare) {
            return compare(compare.relation(), compare.right());
        } else if (check instanceof Check.Between between) {
            return compare(Check.Relation.GREATER_OR_EQUAL, between.low())
                    .and(compare(Check.Relation.LESS_OR_EQUAL, between.high()));
        } else if (check instanceof Check.In in) {
            return equal(in.members());
        } else if (check instanceof Check.Find find) {
            return find(find);
        } else if (check instanceof Check.Like like) {
            return like(like.glob());
        }
        return matches(((Check.Matches) check).regex());
    }

    CapturedTest equal(List<? extends Operand> literals) {
        return CapturedTest.any(literals.stream()
                .map(literal -> compare(Check.Relation.EQUAL, literal))
                .toList());
    }

    CapturedTest compare(Check.Relation relation, Operand literal) {
        if (literal instanceof Literal.Num num) {
            return CapturedTest.number(relation, num.amount());
        } else if (literal instanceof Literal.Text text) {
            return CapturedTest.order(relation, bytes(text), text.caseless());
        } else if (literal instanceof Literal.Time time) {
            return CapturedTest.instant(relation, time.instant(), Times.unixSeconds(time.instant()), knownTime);
        } else if (literal instanceof Literal.Now now) {
            int created = vocabulary.slot(List.of("created"));
            return CapturedTest.now(relation, created, now.offset().toSeconds(), knownTime);
        }
        return literal instanceof Literal.Bool bool && relation == Check.Relation.EQUAL
                ? CapturedTest.truth(bool.truth())
                : CapturedTest.NEVER;
    }

    private CapturedTest find(Check.Find find) {
        CapturedTest inText = CapturedTest.NEVER;
        if (find.what() instanceof Literal.Text text) {
            byte[] part = bytes(text);
            inText = CapturedTest.text(
                    switch (find.place()) {
                        case ANYWHERE -> TextTest.contains(part);
                        case START -> TextTest.startsWith(part);
                        case END -> TextTest.endsWith(part);
                    },
                    text.caseless());
        }
        if (find.place() != Check.Place.ANYWHERE) {
            return inText;
        }
        CapturedTest inside = inText;
        CapturedTest element = compare(Check.Relation.EQUAL, find.what());
        return (event, value) ->
                event.capture().isElement(value) ? element.test(event, value) : inside.test(event, value);
    }

    private static byte[] bytes(Literal.Text text) {
        return Utf8.bytes(text.caseless() ? Texts.fold(text.text()) : text.text());
    }

    private static CapturedTest like(Glob glob) {
        Optional<Automaton> automaton = Automaton.of(glob);
        if (automaton.isPresent()) {
            return CapturedTest.text(automaton.get(), glob.caseless());
        }
        return string(FilterCompiler.fits(glob));
    }

    private static CapturedTest matches(Regex regex) {
        Optional<Automaton> automaton = Automaton.of(regex);
        if (automaton.isPresent()) {
            return CapturedTest.text(automaton.get(), false);
        }
        Pattern pattern = FilterCompiler.pattern(regex);
        return string(text -> pattern.matcher(text).find());
    }

    /** For patterns too rare or too large for an automaton: the text is made a string, once for an event. */
    private static CapturedTest string(Predicate<String> test) {
        return (event, value) -> event.capture().isText(value)
                && test.test(((Value.Text) event.capture().value(value)).text());
    }

    /** A text of whatever length, such as a tag, fits a glob. */
    static CapturedTest fits(Glob glob) {
        Optional<Automaton> automaton = Automaton.of(glob);
        if (automaton.isPresent()) {
            return (event, value) -> event.capture().isAnyText(value)
                    && CapturedTest.passes(event.capture(), value, automaton.get(), glob.caseless());
        }
        Predicate<String> fits = FilterCompiler.fits(glob);
        return (event, value) -> event.capture().isAnyText(value)
                && fits.test(((Value.Text) event.capture().value(value)).text());
    }
}
