package dev.atlas.webhooks.dsl.eval;

import com.google.re2j.Pattern;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Regex;
import dev.atlas.webhooks.dsl.value.Texts;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.List;

/** Compiles what a test asks of its subject's values, arrays still whole. */
final class CheckCompiler implements Check.Cases<ValueTest> {

    private final Operand subject;
    private final Relations relations;

    CheckCompiler(Operand subject, Relations relations) {
        this.subject = subject;
        this.relations = relations;
    }

    @Override
    public ValueTest compare(Check.Compare compare) {
        return anyElement(relations.test(subject, compare.relation(), compare.right()));
    }

    @Override
    public ValueTest between(Check.Between between) {
        ValueTest low = relations.test(subject, Check.Relation.GREATER_OR_EQUAL, between.low());
        ValueTest high = relations.test(subject, Check.Relation.LESS_OR_EQUAL, between.high());
        return anyElement((event, it, value) -> low.test(event, it, value) && high.test(event, it, value));
    }

    @Override
    public ValueTest in(Check.In in) {
        List<ValueTest> members = in.members().stream()
                .map(member -> relations.test(subject, Check.Relation.EQUAL, member))
                .toList();
        return anyElement((event, it, value) -> {
            for (ValueTest member : members) {
                if (member.test(event, it, value)) {
                    return true;
                }
            }
            return false;
        });
    }

    @Override
    public ValueTest find(Check.Find find) {
        boolean caseless = Relations.isCaseless(find.what());
        Source needles = Sources.of(find.what()).scalars();
        ValueTest inText = (event, it, value) -> Comparisons.isTestable(value)
                && needles.any(event, it, (e, i, needle) -> found(value, find.place(), needle, caseless));
        if (find.place() != Check.Place.ANYWHERE) {
            return anyElement(inText);
        }
        ValueTest element = relations.test(subject, Check.Relation.EQUAL, find.what());
        return (event, it, value) -> value instanceof Value.Arr
                ? Source.anyScalar(event, it, value, element)
                : inText.test(event, it, value);
    }

    private static boolean found(Value haystack, Check.Place place, Value needle, boolean caseless) {
        if (!Comparisons.isTestable(needle)) {
            return false;
        }
        String text = ((Value.Text) (caseless ? Comparisons.folded(haystack) : haystack)).text();
        String part = ((Value.Text) (caseless ? Comparisons.folded(needle) : needle)).text();
        return switch (place) {
            case ANYWHERE -> Texts.contains(text, part);
            case START -> Texts.startsWith(text, part);
            case END -> Texts.endsWith(text, part);
        };
    }

    @Override
    public ValueTest like(Check.Like like) {
        GlobMatcher glob = new GlobMatcher(like.glob());
        return anyElement(
                (event, it, value) -> Comparisons.isTestable(value) && glob.fits(((Value.Text) value).text()));
    }

    @Override
    public ValueTest matches(Check.Matches matches) {
        Pattern pattern = pattern(matches.regex());
        return anyElement((event, it, value) -> Comparisons.isTestable(value)
                && pattern.matcher(((Value.Text) value).text()).find());
    }

    static Pattern pattern(Regex regex) {
        return Pattern.compile(regex.pattern(), regex.caseless() ? Pattern.CASE_INSENSITIVE : 0);
    }

    @Override
    public ValueTest presence(Check.Presence presence) {
        return switch (presence.state()) {
            case PRESENT -> (event, it, value) -> value != Value.Absent.MISSING;
            case NULL -> (event, it, value) -> value instanceof Value.Absent;
            case EMPTY -> (event, it, value) -> isEmpty(value);
        };
    }

    private static boolean isEmpty(Value value) {
        return value instanceof Value.Absent
                || (value instanceof Value.Text text && text.text().isEmpty())
                || (value instanceof Value.Arr array && array.elements().isEmpty())
                || (value instanceof Value.Obj object && object.members().isEmpty());
    }

    private static ValueTest anyElement(ValueTest test) {
        return (event, it, value) -> Source.anyScalar(event, it, value, test);
    }
}
