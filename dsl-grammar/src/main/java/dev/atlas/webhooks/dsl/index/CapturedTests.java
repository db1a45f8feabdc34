package dev.atlas.webhooks.dsl.index;

import com.google.re2j.Pattern;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Regex;
import dev.atlas.webhooks.dsl.eval.FilterCompiler;
import dev.atlas.webhooks.dsl.eval.KnownTimes;
import dev.atlas.webhooks.dsl.scan.Capture;
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

/** Compiles what a check asks of one value of its subject. */
final class CapturedTests {

    private final Vocabulary.Builder vocabulary;
    private final KnownTimes times;
    private final Operand subject;

    CapturedTests(Vocabulary.Builder vocabulary, KnownTimes times, Operand subject) {
        this.vocabulary = vocabulary;
        this.times = times;
        this.subject = subject;
    }

    /** Of a value in a slot, where the elements of an array have places of their own. Nothing is asked about presence there. */
    CapturedTest inSlot(Check check) {
        if (!(check instanceof Check.Find find) || find.place() != Check.Place.ANYWHERE) {
            return scalar(check);
        }
        CapturedTest inText = inText(find);
        CapturedTest element = relation(Check.Relation.EQUAL, find.what());
        return (event, value) ->
                event.capture().isElement(value) ? element.test(event, value) : inText.test(event, value);
    }

    /** Of a value that may be missing, or a whole array. */
    CapturedTest whole(Check check) {
        if (check instanceof Check.Presence presence) {
            return presence(presence.state());
        } else if (!(check instanceof Check.Find find) || find.place() != Check.Place.ANYWHERE) {
            return scalar(check).ofScalars();
        } else {
            return wholeFind(find);
        }
    }

    private CapturedTest wholeFind(Check.Find find) {
        CapturedTest inText = inText(find);
        CapturedTest element = relation(Check.Relation.EQUAL, find.what()).ofScalars();
        return (event, value) -> value != Capture.END
                && (event.capture().isArray(value) ? element.test(event, value) : inText.test(event, value));
    }

    private static CapturedTest presence(Check.State state) {
        return switch (state) {
            case PRESENT -> (event, value) -> value != Capture.END;
            case NULL ->
                (event, value) -> value == Capture.END || event.capture().isNull(value);
            case EMPTY ->
                (event, value) -> value == Capture.END || event.capture().isEmpty(value);
        };
    }

    private CapturedTest scalar(Check check) {
        if (check instanceof Check.Compare compare) {
            return relation(compare.relation(), compare.right());
        } else if (check instanceof Check.Between between) {
            return relation(Check.Relation.GREATER_OR_EQUAL, between.low())
                    .and(relation(Check.Relation.LESS_OR_EQUAL, between.high()));
        } else if (check instanceof Check.In in) {
            return CapturedTest.any(in.members().stream()
                    .map(member -> relation(Check.Relation.EQUAL, member))
                    .toList());
        } else if (check instanceof Check.Find find) {
            return inText(find);
        } else if (check instanceof Check.Like like) {
            return like(like.glob());
        }
        return matches(((Check.Matches) check).regex());
    }

    /** It stands so to a literal, or to some value of a field. */
    CapturedTest relation(Check.Relation relation, Operand right) {
        if (right instanceof Literal literal) {
            return compare(relation, literal);
        }
        boolean inTime = times.isTime(subject) && times.isTime(right);
        PairTest test = inTime ? PairTest.relationInTime(relation) : PairTest.relation(relation);
        return test.withSome(new Sources(vocabulary).scalars(right));
    }

    private CapturedTest compare(Check.Relation relation, Literal literal) {
        if (literal instanceof Literal.Num num) {
            return CapturedTest.number(relation, num.amount());
        } else if (literal instanceof Literal.Text text) {
            return CapturedTest.order(relation, bytes(text), text.caseless());
        } else if (literal instanceof Literal.Time time) {
            return CapturedTest.instant(
                    relation, time.instant(), Times.unixSeconds(time.instant()), times.isTime(subject));
        } else if (literal instanceof Literal.Now now) {
            int created = vocabulary.slot(List.of("created"));
            return CapturedTest.now(relation, created, now.offset().toSeconds(), times.isTime(subject));
        }
        return literal instanceof Literal.Bool bool && relation == Check.Relation.EQUAL
                ? CapturedTest.truth(bool.truth())
                : CapturedTest.NEVER;
    }

    private CapturedTest inText(Check.Find find) {
        if (!(find.what() instanceof Literal)) {
            return PairTest.found(find.place()).withSome(new Sources(vocabulary).scalars(find.what()));
        } else if (!(find.what() instanceof Literal.Text text)) {
            return CapturedTest.NEVER;
        } else {
            byte[] part = bytes(text);
            return CapturedTest.text(
                    switch (find.place()) {
                        case ANYWHERE -> TextTest.contains(part);
                        case START -> TextTest.startsWith(part);
                        case END -> TextTest.endsWith(part);
                    },
                    text.caseless());
        }
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

    /** For patterns too large for an automaton: the text is made a string. */
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
