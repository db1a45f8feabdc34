package dev.atlas.webhooks.dsl;

import com.google.re2j.Pattern;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.value.Texts;
import dev.atlas.webhooks.dsl.value.Times;
import dev.atlas.webhooks.dsl.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The meaning of the language written down once more, as plainly as possible: lists of values, no compilation, no short cuts. */
final class NaiveInterpreter {

    /** Knows that {@code due}, which is never made an array's path, is a time. */
    static final Catalogue CATALOGUE = new Catalogue(
            List.of(new Catalogue.EventType(
                    "deal.created", "", List.of(Catalogue.Field.of(List.of("due"), Catalogue.FieldKind.TIME, "")))),
            List.of());

    private final EventView event;

    NaiveInterpreter(EventView event) {
        this.event = event;
    }

    boolean matches(Expr expr) {
        return truth(expr, Value.Absent.MISSING);
    }

    private boolean truth(Expr expr, Value it) {
        if (expr instanceof Expr.And and) {
            return and.operands().stream().allMatch(operand -> truth(operand, it));
        } else if (expr instanceof Expr.Or or) {
            return or.operands().stream().anyMatch(operand -> truth(operand, it));
        } else if (expr instanceof Expr.Not not) {
            return !truth(not.operand(), it);
        } else if (expr instanceof Expr.Test test) {
            return values(test.subject(), it).stream().anyMatch(value -> passes(test, value, it));
        } else if (expr instanceof Expr.Labelled labelled) {
            List<String> texts = labelled.label() == Expr.Label.TAG ? event.tags() : List.of(event.type());
            return texts.stream().anyMatch(text -> labelled.patterns().stream().anyMatch(glob -> fits(glob, text)));
        } else if (expr instanceof Expr.Changed changed) {
            return changed(changed, it);
        } else if (expr instanceof Expr.Moved moved) {
            return moved(moved, it);
        } else if (expr instanceof Expr.Quantified quantified) {
            List<Value> arrays = values(quantified.path(), it).stream()
                    .filter(Value.Arr.class::isInstance)
                    .toList();
            List<Value> elements = arrays.stream()
                    .flatMap(array -> ((Value.Arr) array).elements().stream())
                    .toList();
            return quantified.quantifier() == Expr.Quantifier.ANY
                    ? elements.stream().anyMatch(element -> truth(quantified.body(), element))
                    : !arrays.isEmpty() && elements.stream().allMatch(element -> truth(quantified.body(), element));
        }
        return true;
    }

    private boolean passes(Expr.Test test, Value value, Value it) {
        if (test.check() instanceof Check.Presence presence) {
            return switch (presence.state()) {
                case PRESENT -> value != Value.Absent.MISSING;
                case NULL -> value == Value.Absent.MISSING || value == Value.Absent.NULL;
                case EMPTY ->
                    List.of(
                                    Value.Absent.MISSING,
                                    Value.Absent.NULL,
                                    new Value.Text(""),
                                    new Value.Arr(List.of()),
                                    new Value.Obj(Map.of()))
                            .contains(value);
            };
        }
        if (test.check() instanceof Check.Find find
                && find.place() == Check.Place.ANYWHERE
                && value instanceof Value.Arr array) {
            return scalars(array).stream()
                    .anyMatch(v -> related(test.subject(), v, Check.Relation.EQUAL, find.what(), it));
        }
        return scalars(value).stream().anyMatch(scalar -> passesScalar(test, scalar, it));
    }

    private boolean passesScalar(Expr.Test test, Value value, Value it) {
        Operand left = test.subject();
        Check check = test.check();
        if (check instanceof Check.Compare compare) {
            return related(left, value, compare.relation(), compare.right(), it);
        } else if (check instanceof Check.Between between) {
            return related(left, value, Check.Relation.GREATER_OR_EQUAL, between.low(), it)
                    && related(left, value, Check.Relation.LESS_OR_EQUAL, between.high(), it);
        } else if (check instanceof Check.In in) {
            return in.members().stream().anyMatch(member -> related(left, value, Check.Relation.EQUAL, member, it));
        }
        if (!(value instanceof Value.Text text)) {
            return false;
        }
        if (check instanceof Check.Find find) {
            boolean caseless = find.what() instanceof Literal.Text literal && literal.caseless();
            List<Integer> whole = codePoints(caseless ? Texts.fold(text.text()) : text.text());
            return values(find.what(), it).stream()
                    .flatMap(v -> scalars(v).stream())
                    .anyMatch(needle -> {
                        if (!(needle instanceof Value.Text part)) {
                            return false;
                        }
                        List<Integer> sought = codePoints(caseless ? Texts.fold(part.text()) : part.text());
                        int last = whole.size() - sought.size();
                        return IntStream.rangeClosed(
                                        find.place() == Check.Place.END ? Math.max(last, 0) : 0,
                                        find.place() == Check.Place.START ? Math.min(last, 0) : last)
                                .anyMatch(at ->
                                        whole.subList(at, at + sought.size()).equals(sought));
                    });
        } else if (check instanceof Check.Like like) {
            return fits(like.glob(), text.text());
        }
        Check.Matches matches = (Check.Matches) check;
        return Pattern.compile(matches.regex().pattern(), matches.regex().caseless() ? Pattern.CASE_INSENSITIVE : 0)
                .matcher(text.text())
                .find();
    }

    private boolean related(Operand left, Value value, Check.Relation relation, Operand right, Value it) {
        boolean temporal = isInstant(left) || isInstant(right) || (isTime(left) && isTime(right));
        boolean caseless = isCaseless(left) || isCaseless(right);
        for (Value other : values(right, it)) {
            for (Value scalar : scalars(other)) {
                Value a = temporal ? seconds(value, isTime(left) || isInstant(left)) : value;
                Value b = temporal ? seconds(scalar, isTime(right) || isInstant(right)) : scalar;
                if (caseless && a instanceof Value.Text x && b instanceof Value.Text y) {
                    a = new Value.Text(Texts.fold(x.text()));
                    b = new Value.Text(Texts.fold(y.text()));
                }
                if (a instanceof Value.Num x
                        && b instanceof Value.Num y
                        && relation.holds(x.amount().compareTo(y.amount()))) {
                    return true;
                } else if (a instanceof Value.Text x
                        && b instanceof Value.Text y
                        && relation.holds(codePointOrder(x.text(), y.text()))) {
                    return true;
                } else if (a instanceof Value.Bool && a.equals(b) && relation == Check.Relation.EQUAL) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Integer> codePoints(String text) {
        return text.codePoints().boxed().toList();
    }

    private static int codePointOrder(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private static boolean isCaseless(Operand operand) {
        return operand instanceof Literal.Text text && text.caseless();
    }

    private static boolean isInstant(Operand operand) {
        return operand instanceof Literal.Time || operand instanceof Literal.Now;
    }

    /** As {@link #CATALOGUE} says. */
    private static boolean isTime(Operand operand) {
        return operand instanceof Path path
                && (path.is(Path.Root.CREATED)
                        || ((path.root() == Path.Root.DATA || path.root() == Path.Root.PREVIOUS)
                                && path.names().equals(List.of("due"))));
    }

    private static Value seconds(Value value, boolean knownTime) {
        if (value instanceof Value.Text text) {
            return Times.parse(text.text())
                    .<Value>map(at -> new Value.Num(Times.unixSeconds(at)))
                    .orElse(Value.Absent.MISSING);
        }
        return knownTime && value instanceof Value.Num ? value : Value.Absent.MISSING;
    }

    private boolean changed(Expr.Changed changed, Value it) {
        List<Value> before = values(new Path(Path.Root.PREVIOUS, changed.path().steps(), changed.span()), it);
        List<Value> now = values(changed.path(), it);
        List<Value> held =
                before.stream().filter(value -> value != Value.Absent.MISSING).toList();
        List<Value> current =
                now.stream().filter(value -> value != Value.Absent.MISSING).toList();
        boolean differs = (held.size() == 1 && current.size() == 1)
                ? differs(held.get(0), current.get(0))
                : !held.isEmpty() && !held.equals(current);
        return differs
                && side(changed.path(), before, changed.from(), it)
                && side(changed.path(), now, changed.to(), it);
    }

    private boolean differs(Value old, Value now) {
        if (old instanceof Value.Obj a && now instanceof Value.Obj b) {
            return a.members().entrySet().stream()
                    .anyMatch(entry -> differs(entry.getValue(), b.member(entry.getKey())));
        }
        return !old.equals(now);
    }

    private boolean side(Path path, List<Value> values, @Nullable Operand wanted, Value it) {
        if (wanted == null) {
            return true;
        }
        return wanted instanceof Literal.Null
                ? values.stream().anyMatch(Value.Absent.class::isInstance)
                : values.stream()
                        .flatMap(value -> scalars(value).stream())
                        .anyMatch(value -> related(path, value, Check.Relation.EQUAL, wanted, it));
    }

    private boolean moved(Expr.Moved moved, Value it) {
        for (Value old : values(new Path(Path.Root.PREVIOUS, moved.path().steps(), moved.span()), it).stream()
                .flatMap(v -> scalars(v).stream())
                .toList()) {
            for (Value now : values(moved.path(), it).stream()
                    .flatMap(v -> scalars(v).stream())
                    .toList()) {
                Value a = old instanceof Value.Num ? old : seconds(old, false);
                Value b = now instanceof Value.Num ? now : seconds(now, false);
                if (a instanceof Value.Num x && b instanceof Value.Num y) {
                    int order = y.amount().compareTo(x.amount());
                    if (moved.direction() == Expr.Direction.INCREASED ? order > 0 : order < 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private List<Value> values(Operand operand, Value it) {
        if (operand instanceof Path path) {
            Value root =
                    switch (path.root()) {
                        case DATA -> event.data();
                        case PREVIOUS -> event.previous();
                        case IT -> it;
                        default -> event.member(path.root().word());
                    };
            return steps(root, path.steps());
        } else if (operand instanceof Operand.Count count) {
            List<Value.Arr> arrays = values(count.path(), it).stream()
                    .filter(Value.Arr.class::isInstance)
                    .map(Value.Arr.class::cast)
                    .toList();
            int elements =
                    arrays.stream().mapToInt(array -> array.elements().size()).sum();
            return List.of(arrays.isEmpty() ? Value.Absent.MISSING : new Value.Num(BigDecimal.valueOf(elements)));
        } else if (operand instanceof Literal.Num num) {
            return List.of(new Value.Num(num.amount()));
        } else if (operand instanceof Literal.Text text) {
            return List.of(new Value.Text(text.text()));
        } else if (operand instanceof Literal.Bool bool) {
            return List.of(new Value.Bool(bool.truth()));
        } else if (operand instanceof Literal.Time time) {
            return List.of(new Value.Num(Times.unixSeconds(time.instant())));
        }
        return List.of(new Value.Num(BigDecimal.valueOf(
                event.created() + ((Literal.Now) operand).offset().toSeconds())));
    }

    private static List<Value> steps(Value value, List<Path.Step> steps) {
        if (steps.isEmpty()) {
            return List.of(value);
        }
        List<Path.Step> rest = steps.subList(1, steps.size());
        if (steps.get(0) instanceof Path.Element element) {
            boolean there = value instanceof Value.Arr array
                    && element.index() < array.elements().size();
            return steps(there ? ((Value.Arr) value).elements().get(element.index()) : Value.Absent.MISSING, rest);
        }
        if (value instanceof Value.Arr array && !array.elements().isEmpty()) {
            List<Value> all = new ArrayList<>();
            array.elements().forEach(each -> all.addAll(steps(each, steps)));
            return all;
        }
        String name = ((Path.Member) steps.get(0)).name();
        return steps(value instanceof Value.Obj object ? object.member(name) : Value.Absent.MISSING, rest);
    }

    private static List<Value> scalars(Value value) {
        return value instanceof Value.Arr array
                ? array.elements().stream()
                        .flatMap(element -> scalars(element).stream())
                        .toList()
                : List.of(value);
    }

    private static boolean fits(Glob glob, String tested) {
        String pattern = glob.caseless() ? Texts.fold(glob.pattern()) : glob.pattern();
        String text = glob.caseless() ? Texts.fold(tested) : tested;
        return glob.wildcards() == Glob.Wildcards.NONE
                ? pattern.equals(text)
                : fits(
                        pattern,
                        0,
                        text.codePoints().toArray(),
                        0,
                        glob.wildcards() == Glob.Wildcards.STAR_AND_QUESTION_MARK);
    }

    private static boolean fits(String pattern, int p, int[] text, int t, boolean like) {
        if (p == pattern.length()) {
            return t == text.length;
        }
        char c = pattern.charAt(p);
        if (c == '*') {
            return fits(pattern, p + 1, text, t, like) || (t < text.length && fits(pattern, p, text, t + 1, like));
        }
        boolean escaped = like && c == '\\';
        char wanted = escaped ? pattern.charAt(p + 1) : c;
        boolean one = t < text.length && (text[t] == wanted || (like && c == '?'));
        return one && fits(pattern, escaped ? p + 2 : p + 1, text, t + 1, like);
    }
}
