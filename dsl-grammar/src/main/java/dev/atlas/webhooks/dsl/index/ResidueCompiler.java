package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.eval.KnownTimes;
import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.scan.Vocabulary;
import dev.atlas.webhooks.dsl.value.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what is left of filters to tests of captured slots, and of what is in the objects and arrays there where slots alone
 * cannot answer. Equal parts of different filters become one object.
 */
final class ResidueCompiler implements Expr.Cases<Residue> {

    private final Vocabulary.Builder vocabulary;
    private final KnownTimes times;
    private final Map<Expr, Residue> known = new HashMap<>();

    ResidueCompiler(Vocabulary.Builder vocabulary, KnownTimes times) {
        this.vocabulary = vocabulary;
        this.times = times;
    }

    Residue compile(Expr expr) {
        Residue residue = known.get(expr);
        if (residue == null) {
            residue = expr.when(this);
            known.put(expr, residue);
        }
        return residue;
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
        Path path = changed.path();
        Sources sources = new Sources(vocabulary);
        return new Change(
                sources.of(before(path)), sources.of(path), side(path, changed.from()), side(path, changed.to()));
    }

    private CapturedTest side(Path path, @Nullable Operand wanted) {
        if (wanted == null) {
            return (event, value) -> true;
        } else if (wanted instanceof Literal.Null) {
            return (event, value) -> value == Capture.END || event.capture().isNull(value);
        }
        return tests(path).relation(Check.Relation.EQUAL, wanted).ofScalars();
    }

    @Override
    public Residue moved(Expr.Moved moved) {
        PairTest moves = PairTest.relationInTime(
                moved.direction() == Expr.Direction.INCREASED ? Check.Relation.LESS : Check.Relation.GREATER);
        Sources sources = new Sources(vocabulary);
        return moves.withSome(sources.scalars(moved.path())).ofScalars().ofSome(sources.of(before(moved.path())));
    }

    private static Path before(Path path) {
        return new Path(Path.Root.PREVIOUS, path.steps(), path.span());
    }

    @Override
    public Residue quantified(Expr.Quantified quantified) {
        KnownTimes inside = times.inside(quantified.path());
        return new Quantifier(
                new Sources(vocabulary).of(quantified.path()),
                new ResidueCompiler(vocabulary, inside).compile(quantified.body()),
                quantified.quantifier() == Expr.Quantifier.ALL);
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
        if (test.subject() instanceof Literal literal) {
            return fixed(literal, test);
        }
        boolean inSlot = test.subject() instanceof Path path && Slots.has(path);
        return inSlot ? slotTest((Path) test.subject(), test) : walked(test);
    }

    private Residue walked(Expr.Test test) {
        return tests(test.subject()).whole(test.check()).ofSome(new Sources(vocabulary).of(test.subject()));
    }

    private Residue slotTest(Path path, Expr.Test test) {
        Check check = test.check();
        List<Range> ranges = Range.of(test);
        if (check instanceof Check.Presence presence) {
            boolean isData = path.root() == Path.Root.DATA || path.root() == Path.Root.PREVIOUS;
            // Behind an array each element has a value or none, which a slot does not tell.
            return isData ? SlotTests.presence(slot(path), presence.state(), walked(test)) : walked(test);
        } else if (ranges.size() == 1) {
            return SlotTests.range(slot(path), ranges.get(0));
        }
        return isPlainTexts(check)
                ? texts(path, check)
                : SlotTests.some(slot(path), tests(path).inSlot(check));
    }

    /** A test of a literal: each of its comparisons is turned round, so that it is one of a field or of {@code now}. */
    private Residue fixed(Literal literal, Expr.Test test) {
        if (test.check() instanceof Check.Between between) {
            Residue low = compared(literal, Check.Relation.GREATER_OR_EQUAL, between.low(), test.span());
            Residue high = compared(literal, Check.Relation.LESS_OR_EQUAL, between.high(), test.span());
            return event -> low.test(event) && high.test(event);
        } else if (test.check() instanceof Check.Compare compare) {
            return compared(literal, compare.relation(), compare.right(), test.span());
        }
        throw new IllegalArgumentException("no test of a literal: " + test);
    }

    private Residue compared(Literal left, Check.Relation relation, Operand right, Span span) {
        if (!(right instanceof Literal other)) {
            return test(new Expr.Test(right, new Check.Compare(relation.mirrored(), left), span));
        } else if (other instanceof Literal.Now now && !(left instanceof Literal.Now)) {
            return ofNow(now, relation.mirrored(), left);
        } else if (left instanceof Literal.Now now && !(other instanceof Literal.Now)) {
            return ofNow(now, relation, other);
        }
        // Nothing of the event is asked; two of `now` differ by the same in any.
        boolean verdict = Specialiser.constant(new Expr.Test(left, new Check.Compare(relation, right), span));
        return event -> verdict;
    }

    private Residue ofNow(Literal.Now now, Check.Relation relation, Literal other) {
        Optional<Instant> instant = other instanceof Literal.Time time
                ? Optional.of(time.instant())
                : other instanceof Literal.Text text ? Times.parse(text.text()) : Optional.empty();
        int created = vocabulary.slot(List.of("created"));
        return SlotTests.some(
                created,
                instant.map(at -> CapturedTest.number(relation, Times.unixSeconds(at.minus(now.offset()))))
                        .orElse(CapturedTest.NEVER));
    }

    private CapturedTests tests(Operand subject) {
        return new CapturedTests(vocabulary, times, subject);
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
