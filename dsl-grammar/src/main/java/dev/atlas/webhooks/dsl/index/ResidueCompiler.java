package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Filter;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.eval.FilterCompiler;
import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.scan.Vocabulary;
import dev.atlas.webhooks.dsl.value.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what is left of filters to tests of captured slots; what slots cannot answer is left to the compiled predicate on
 * the whole event. Equal parts of different filters become one object.
 */
final class ResidueCompiler implements Expr.Cases<Residue> {

    private final Catalogue catalogue;
    private final Vocabulary.Builder vocabulary;
    private final WantedPaths wanted = new WantedPaths();
    private final Map<Expr, Residue> known = new HashMap<>();
    private boolean readsWhole;

    ResidueCompiler(Catalogue catalogue, Vocabulary.Builder vocabulary) {
        this.catalogue = catalogue;
        this.vocabulary = vocabulary;
    }

    Residue compile(Expr expr) {
        Residue residue = known.get(expr);
        if (residue == null) {
            residue = expr.when(this);
            known.put(expr, residue);
        }
        return residue;
    }

    /** What the tests of whole events read among all that was compiled; null when there are none. */
    @Nullable
    Wanted wanted() {
        return readsWhole ? wanted.wanted() : null;
    }

    private Residue whole(Expr expr) {
        readsWhole = true;
        expr.when(wanted);
        Filter filter = FilterCompiler.compile("", expr, catalogue);
        return event -> filter.matches(event.view());
    }

    @Override
    public Residue always(Expr.Always always) {
        return event -> true;
    }

    @Override
    public Residue and(Expr.And and) {
        Residue[] operands = and.operands().stream().map(this::compile).toArray(Residue[]::new);
        return event -> {
            for (Residue operand : operands) {
                if (!operand.test(event)) {
                    return false;
                }
            }
            return true;
        };
    }

    @Override
    public Residue or(Expr.Or or) {
        return any(or.operands().stream().map(this::compile).toList());
    }

    private static Residue any(List<Residue> all) {
        if (all.size() == 1) {
            return all.get(0);
        }
        Residue[] operands = all.toArray(Residue[]::new);
        return event -> {
            for (Residue operand : operands) {
                if (operand.test(event)) {
                    return true;
                }
            }
            return false;
        };
    }

    @Override
    public Residue not(Expr.Not not) {
        OptionalInt text = not.operand() instanceof Expr.Test test ? plainText(test) : OptionalInt.empty();
        if (text.isPresent()) {
            return SlotTests.text(slot((Path) ((Expr.Test) not.operand()).subject()), text.getAsInt(), false);
        }
        Residue operand = compile(not.operand());
        return event -> !operand.test(event);
    }

    @Override
    public Residue changed(Expr.Changed changed) {
        boolean onSlots = isOnSlots(changed.path()) && isFixed(changed.from()) && isFixed(changed.to());
        return onSlots
                ? pair(changed.path())
                        .changed(
                                side(changed.path(), changed.from()),
                                side(changed.path(), changed.to()),
                                whole(changed))
                : whole(changed);
    }

    private CapturedTest side(Path path, @Nullable Operand wanted) {
        if (wanted == null) {
            return (event, value) -> true;
        } else if (wanted instanceof Literal.Null) {
            return (event, value) -> value == Capture.END || event.capture().isNull(value);
        }
        CapturedTest equal = tests(path).compare(Check.Relation.EQUAL, wanted);
        return (event, value) -> value != Capture.END && equal.test(event, value);
    }

    @Override
    public Residue moved(Expr.Moved moved) {
        Check.Relation relation =
                moved.direction() == Expr.Direction.INCREASED ? Check.Relation.LESS : Check.Relation.GREATER;
        return isOnSlots(moved.path()) ? pair(moved.path()).compareTimes(relation) : whole(moved);
    }

    private static boolean isOnSlots(Path path) {
        return path.root() == Path.Root.DATA && Slots.has(path);
    }

    /** What a field was and what it is. */
    private FieldPair pair(Path path) {
        return new FieldPair(slot(new Path(Path.Root.PREVIOUS, path.steps(), path.span())), slot(path));
    }

    @Override
    public Residue quantified(Expr.Quantified quantified) {
        return whole(quantified);
    }

    @Override
    public Residue labelled(Expr.Labelled labelled) {
        int slot = labelled.label() == Expr.Label.TAG ? Vocabulary.TAGS : Vocabulary.TYPE;
        return any(labelled.patterns().stream().map(glob -> fits(slot, glob)).toList());
    }

    private Residue fits(int slot, Glob glob) {
        Optional<String> prefix = Globs.prefix(glob);
        if (Globs.isPlain(glob)) {
            return SlotTests.text(slot, vocabulary.text(glob.pattern()), true);
        } else if (prefix.isPresent()) {
            return SlotTests.prefix(slot, prefix.get(), vocabulary.text(prefix.get()), true);
        }
        return SlotTests.some(slot, CapturedTests.fits(glob));
    }

    @Override
    public Residue test(Expr.Test test) {
        if (!(test.subject() instanceof Path path) || !Slots.has(path)) {
            return whole(test);
        }
        Check check = test.check();
        if (check instanceof Check.Presence presence) {
            boolean isData = path.root() == Path.Root.DATA || path.root() == Path.Root.PREVIOUS;
            // Behind an array each element has a value or none, which a slot does not tell.
            return isData ? SlotTests.presence(slot(path), presence.state(), whole(test)) : whole(test);
        } else if (check instanceof Check.Compare compare && compare.right() instanceof Path other) {
            return Slots.has(other) ? compare(path, compare.relation(), other) : whole(test);
        } else if (!comparesWithLiterals(check)) {
            return whole(test);
        }
        List<Range> ranges = Range.of(test);
        if (ranges.size() == 1) {
            return SlotTests.range(slot(path), ranges.get(0));
        }
        return isPlainTexts(check)
                ? texts(path, check)
                : SlotTests.some(slot(path), tests(path).of(check));
    }

    private Residue compare(Path path, Check.Relation relation, Path other) {
        FieldPair pair = new FieldPair(slot(path), slot(other));
        return FilterCompiler.isTime(path, catalogue) && FilterCompiler.isTime(other, catalogue)
                ? pair.compareTimes(relation)
                : pair.compare(relation);
    }

    private CapturedTests tests(Path path) {
        return new CapturedTests(vocabulary, FilterCompiler.isTime(path, catalogue));
    }

    private int slot(Path path) {
        return vocabulary.slot(Slots.names(path));
    }

    /** The text that a test wants to find at a slot, if it is of that kind. */
    private OptionalInt plainText(Expr.Test test) {
        return test.subject() instanceof Path path
                        && Slots.has(path)
                        && test.check() instanceof Check.Compare compare
                        && compare.relation() == Check.Relation.EQUAL
                        && compare.right() instanceof Literal.Text text
                        && !text.caseless()
                ? OptionalInt.of(vocabulary.text(text.text()))
                : OptionalInt.empty();
    }

    private static boolean comparesWithLiterals(Check check) {
        if (check instanceof Check.Compare compare) {
            return compare.right() instanceof Literal;
        } else if (check instanceof Check.Between between) {
            return between.low() instanceof Literal && between.high() instanceof Literal;
        }
        return !(check instanceof Check.Find find) || find.what() instanceof Literal;
    }

    private static boolean isFixed(@Nullable Operand operand) {
        return operand == null || operand instanceof Literal;
    }

    /** Whether nothing but texts, as they are, is looked for: the scan has numbers for these. */
    private static boolean isPlainTexts(Check check) {
        return members(check).stream().allMatch(member -> member instanceof Literal.Text text && !text.caseless())
                && !members(check).isEmpty();
    }

    private static List<? extends Operand> members(Check check) {
        if (check instanceof Check.In in) {
            return in.members();
        }
        return check instanceof Check.Compare compare && compare.relation() == Check.Relation.EQUAL
                ? List.of(compare.right())
                : List.of();
    }

    private Residue texts(Path path, Check check) {
        int[] numbers = members(check).stream()
                .mapToInt(member -> vocabulary.text(((Literal.Text) member).text()))
                .distinct()
                .sorted()
                .toArray();
        return numbers.length == 1
                ? SlotTests.text(slot(path), numbers[0], true)
                : SlotTests.texts(slot(path), numbers);
    }
}
