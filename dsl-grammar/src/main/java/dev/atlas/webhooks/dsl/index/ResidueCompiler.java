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
import dev.atlas.webhooks.dsl.scan.Vocabulary;
import dev.atlas.webhooks.dsl.value.Value;
import dev.atlas.webhooks.dsl.value.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
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
        return whole(changed);
    }

    @Override
    public Residue moved(Expr.Moved moved) {
        return whole(moved);
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
        Predicate<String> fits = FilterCompiler.fits(glob);
        return SlotTests.value(slot, value -> value instanceof Value.Text text && fits.test(text.text()));
    }

    @Override
    public Residue test(Expr.Test test) {
        if (!(test.subject() instanceof Path path) || !Slots.has(path) || !isOnSlots(path, test.check())) {
            return whole(test);
        }
        int slot = slot(path);
        if (test.check() instanceof Check.Matches matches) {
            return SlotTests.regex(slot, FilterCompiler.pattern(matches.regex()));
        } else if (test.check() instanceof Check.Compare compare && compare.relation() == Check.Relation.EQUAL) {
            return equal(slot, path, List.of((Literal) compare.right()));
        } else if (test.check() instanceof Check.In in) {
            return equal(slot, path, in.members());
        } else if (test.check() instanceof Check.Presence presence) {
            // Behind an array each element has a value or none, which a slot does not tell.
            return SlotTests.presence(slot, presence.state(), whole(test));
        } else if (test.check() instanceof Check.Find find && find.place() == Check.Place.ANYWHERE) {
            return SlotTests.contains(
                    slot,
                    FilterCompiler.valueTest(path, find, catalogue),
                    FilterCompiler.valueTest(path, new Check.Compare(Check.Relation.EQUAL, find.what()), catalogue));
        }
        List<Range> ranges = Range.of(test);
        return ranges.isEmpty()
                ? SlotTests.value(slot, FilterCompiler.valueTest(path, test.check(), catalogue))
                : SlotTests.range(slot, ranges.get(0));
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

    /** Whether the verdict depends on the subject's values alone. */
    private static boolean isOnSlots(Path path, Check check) {
        if (check instanceof Check.Compare compare) {
            return isFixed(compare.right());
        } else if (check instanceof Check.Between between) {
            return isFixed(between.low()) && isFixed(between.high());
        } else if (check instanceof Check.In in) {
            return in.members().stream().allMatch(ResidueCompiler::isFixed);
        } else if (check instanceof Check.Find find) {
            return isFixed(find.what());
        }
        boolean isData = path.root() == Path.Root.DATA || path.root() == Path.Root.PREVIOUS;
        return !(check instanceof Check.Presence) || isData;
    }

    private static boolean isFixed(Operand operand) {
        return operand instanceof Literal && !(operand instanceof Literal.Now);
    }

    private Residue equal(int slot, Path path, List<Literal> members) {
        List<Residue> tests = new ArrayList<>();
        List<Integer> texts = new ArrayList<>();
        for (Literal member : members) {
            if (member instanceof Literal.Text text && !text.caseless()) {
                texts.add(vocabulary.text(text.text()));
            } else if (Range.isPlain(member)) {
                tests.add(SlotTests.range(
                        slot, new Range(path, Range.Kind.EQUAL, Range.number(member), Range.number(member))));
            } else if (member instanceof Literal.Bool bool) {
                tests.add(SlotTests.truth(slot, bool.truth()));
            } else {
                Check equal = new Check.Compare(Check.Relation.EQUAL, member);
                tests.add(SlotTests.value(slot, FilterCompiler.valueTest(path, equal, catalogue)));
            }
        }
        if (!texts.isEmpty()) {
            int[] numbers = texts.stream().mapToInt(Integer::intValue).sorted().toArray();
            tests.add(numbers.length == 1 ? SlotTests.text(slot, numbers[0], true) : SlotTests.texts(slot, numbers));
        }
        return any(tests);
    }
}
