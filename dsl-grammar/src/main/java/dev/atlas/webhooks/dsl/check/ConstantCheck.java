package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.ExprWalk;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.value.Texts;
import dev.atlas.webhooks.dsl.value.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Warns of conditions that are true of every event or of none. */
final class ConstantCheck extends ExprWalk {

    private final KnownFields fields;
    private final Warnings warnings;

    ConstantCheck(KnownFields fields, Warnings warnings) {
        this.fields = fields;
        this.warnings = warnings;
    }

    @Override
    public Boolean and(Expr.And and) {
        List<Expr> operands = and.operands();
        for (int i = 0; i < operands.size(); i++) {
            for (int j = i + 1; j < operands.size(); j++) {
                if (areOpposite(operands.get(i), operands.get(j))
                        || exclude(operands.get(i), operands.get(j))
                        || missesValue(operands.get(i), operands.get(j))
                        || missesValue(operands.get(j), operands.get(i))) {
                    Span both = new Span(
                            operands.get(i).span().start(),
                            operands.get(j).span().end());
                    never(both, "These conditions exclude each other, so together they are never true.");
                    return super.and(and);
                }
            }
        }
        return super.and(and);
    }

    @Override
    public Boolean or(Expr.Or or) {
        List<Expr> operands = or.operands();
        for (int i = 0; i < operands.size(); i++) {
            for (int j = i + 1; j < operands.size(); j++) {
                boolean opposite = areOpposite(operands.get(i), operands.get(j));
                boolean exhaust = operands.get(i) instanceof Expr.Not a
                        && operands.get(j) instanceof Expr.Not b
                        && exclude(a.operand(), b.operand());
                if (opposite || exhaust) {
                    Span both = new Span(
                            operands.get(i).span().start(),
                            operands.get(j).span().end());
                    always(both, "One of these conditions is true of every event.");
                    return super.or(or);
                }
            }
        }
        return super.or(or);
    }

    @Override
    public Boolean not(Expr.Not not) {
        // `a != b` is written without a `not`, so its verdict is that of the whole.
        if (not.operand() instanceof Expr.Test test
                && test.span().start() == not.span().start()) {
            judge(test, true);
            return true;
        }
        return super.not(not);
    }

    @Override
    public Boolean test(Expr.Test test) {
        judge(test, false);
        return true;
    }

    private void judge(Expr.Test test, boolean opposite) {
        if (test.subject() instanceof Literal left
                && test.check() instanceof Check.Compare compare
                && compare.right() instanceof Literal right) {
            OptionalInt order = fixedOrder(left, right);
            boolean moving = left instanceof Literal.Now || right instanceof Literal.Now;
            boolean ordered = !(left instanceof Literal.Bool) || compare.relation() == Check.Relation.EQUAL;
            boolean holds = ordered && order.isPresent() && compare.relation().holds(order.getAsInt());
            if (holds || !moving) {
                verdict(test.span(), holds != opposite, "Two fixed values are compared here");
            }
        } else if (test.check() instanceof Check.Between between
                && between.low() instanceof Literal low
                && between.high() instanceof Literal high) {
            OptionalInt order = order(low, high);
            if (order.isPresent() && order.getAsInt() > 0) {
                verdict(test.span(), opposite, "The first end is greater than the second");
            }
        }
    }

    private void verdict(Span span, boolean always, String reason) {
        if (always) {
            always(span, reason + ", so this is always true.");
        } else {
            never(span, reason + ", so this is never true.");
        }
    }

    private static boolean areOpposite(Expr a, Expr b) {
        return (a instanceof Expr.Not not && not.operand().equals(b))
                || (b instanceof Expr.Not other && other.operand().equals(a));
    }

    /** Whether two tests of one single value can never hold together, such as {@code x > 5} and {@code x < 3}. */
    private boolean exclude(Expr a, Expr b) {
        return a instanceof Expr.Test first
                && b instanceof Expr.Test second
                && first.subject().equals(second.subject())
                && isSingle(first.subject())
                && exclude(first.check(), second.check());
    }

    private static boolean exclude(Check a, Check b) {
        if (a instanceof Check.In in) {
            return in.members().stream().allMatch(member -> exclude(equal(member), b));
        } else if (a instanceof Check.Between between) {
            return exclude(new Check.Compare(Check.Relation.GREATER_OR_EQUAL, between.low()), b)
                    || exclude(new Check.Compare(Check.Relation.LESS_OR_EQUAL, between.high()), b);
        } else if (b instanceof Check.In || b instanceof Check.Between) {
            return exclude(b, a);
        } else if (a instanceof Check.Compare left
                && b instanceof Check.Compare right
                && left.right() instanceof Literal x
                && right.right() instanceof Literal y) {
            OptionalInt order = order(x, y);
            return order.isPresent() && !canBoth(left.relation(), right.relation(), order.getAsInt());
        }
        return (isNull(a) && !(b instanceof Check.Presence)) || (isNull(b) && !(a instanceof Check.Presence));
    }

    private static Check equal(Literal member) {
        return new Check.Compare(Check.Relation.EQUAL, member);
    }

    private static boolean isNull(Check check) {
        return check instanceof Check.Presence presence && presence.state() == Check.State.NULL;
    }

    /** Whether one asks that a field be missing, and the other tests its value. */
    private static boolean missesValue(Expr a, Expr b) {
        return a instanceof Expr.Not not
                && not.operand() instanceof Expr.Test missing
                && missing.check() instanceof Check.Presence presence
                && presence.state() == Check.State.PRESENT
                && b instanceof Expr.Test test
                && !(test.check() instanceof Check.Presence)
                && test.subject().equals(missing.subject());
    }

    /** Whether some value v has {@code v r1 x} and {@code v r2 y}, given how x compares with y. */
    private static boolean canBoth(Check.Relation r1, Check.Relation r2, int order) {
        if (order == 0) {
            return (r1.holds(0) && r2.holds(0)) || (r1.holds(1) && r2.holds(1)) || (r1.holds(-1) && r2.holds(-1));
        }
        // Between the two, at one of them, or beyond: with x < y, a value at x lies below y, and so on.
        int low = order < 0 ? -1 : 1;
        return (r1.holds(0) && r2.holds(low))
                || (r1.holds(-low) && r2.holds(0))
                || (r1.holds(-low) && r2.holds(low))
                || (r1.holds(low) && r2.holds(low))
                || (r1.holds(-low) && r2.holds(-low));
    }

    private boolean isSingle(Operand subject) {
        if (!(subject instanceof Path path)) {
            return true;
        }
        return switch (path.root()) {
            case TYPE, ID, CREATED -> true;
            case DATA ->
                !fields.all(path.names()).isEmpty()
                        && fields.arrayOf(path.names()).isEmpty();
            case PREVIOUS, TAGS, IT -> false;
        };
    }

    /** How two fixed values compare when one is tested against the other. */
    private static OptionalInt fixedOrder(Literal a, Literal b) {
        if (a instanceof Literal.Text x && b instanceof Literal.Text y && (x.caseless() || y.caseless())) {
            return OptionalInt.of(Texts.compare(Texts.fold(x.text()), Texts.fold(y.text())));
        } else if (a instanceof Literal.Text x && b instanceof Literal.Time y) {
            return order(Times.parse(x.text()), y);
        } else if (a instanceof Literal.Time x && b instanceof Literal.Text y) {
            OptionalInt order = order(Times.parse(y.text()), x);
            return order.isPresent() ? OptionalInt.of(-order.getAsInt()) : order;
        }
        return order(a, b);
    }

    private static OptionalInt order(Optional<Instant> instant, Literal.Time time) {
        return instant.isPresent() ? OptionalInt.of(instant.get().compareTo(time.instant())) : OptionalInt.empty();
    }

    private static OptionalInt order(Literal a, Literal b) {
        if (a instanceof Literal.Num x && b instanceof Literal.Num y) {
            return OptionalInt.of(x.amount().compareTo(y.amount()));
        } else if (a instanceof Literal.Text x && b instanceof Literal.Text y && !x.caseless() && !y.caseless()) {
            return OptionalInt.of(Texts.compare(x.text(), y.text()));
        } else if (a instanceof Literal.Time x && b instanceof Literal.Time y) {
            return OptionalInt.of(x.instant().compareTo(y.instant()));
        } else if (a instanceof Literal.Now x && b instanceof Literal.Now y) {
            return OptionalInt.of(x.offset().compareTo(y.offset()));
        }
        return a instanceof Literal.Bool x && b instanceof Literal.Bool y && x.truth() == y.truth()
                ? OptionalInt.of(0)
                : OptionalInt.empty();
    }

    private void never(Span span, String message) {
        warnings.at(span, "never-true", message, List.of());
    }

    private void always(Span span, String message) {
        warnings.at(span, "always-true", message, List.of());
    }
}
