package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.scan.Numbers;
import java.util.List;

/**
 * A number at a path stands in a relation to a plain number, or lies between two. Unlike a {@link Key} it is found by its
 * order among others of its kind.
 *
 * @param high only of {@link Kind#BETWEEN}; else the same as {@code low}
 */
record Range(Path path, Kind kind, double low, double high) {

    enum Kind {
        ABOVE(1),
        AT_LEAST(2),
        BELOW(3),
        AT_MOST(4),
        BETWEEN(5),
        EQUAL(6);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** What stands for it in a packed group: of three bits, not 0. */
        int code() {
            return code;
        }
    }

    /** The ranges of which one must hold for the expression to be true, and is enough for it; empty when there are none. */
    static List<Range> of(Expr expr) {
        if (!(expr instanceof Expr.Test test) || !(test.subject() instanceof Path path) || !Slots.has(path)) {
            return List.of();
        }
        if (test.check() instanceof Check.Compare compare && isPlain(compare.right())) {
            return List.of(of(path, kind(compare.relation()), compare.right()));
        } else if (test.check() instanceof Check.Between between && isPlain(between.low()) && isPlain(between.high())) {
            return List.of(new Range(path, Kind.BETWEEN, number(between.low()), number(between.high())));
        } else if (test.check() instanceof Check.In in && in.members().stream().allMatch(Range::isPlain)) {
            return in.members().stream()
                    .map(member -> of(path, Kind.EQUAL, member))
                    .toList();
        }
        return List.of();
    }

    /** How good it is to search by this: the greater, the fewer values are guessed to be inside. */
    int sharpness() {
        return kind == Kind.EQUAL ? 2 : kind == Kind.BETWEEN ? 1 : 0;
    }

    private static Range of(Path path, Kind kind, Operand bound) {
        return new Range(path, kind, number(bound), number(bound));
    }

    static boolean isPlain(Operand operand) {
        return operand instanceof Literal.Num num && Numbers.isPlain(num.amount());
    }

    static double number(Operand plain) {
        return Numbers.screen(((Literal.Num) plain).amount());
    }

    static Kind kind(Check.Relation relation) {
        return switch (relation) {
            case GREATER -> Kind.ABOVE;
            case GREATER_OR_EQUAL -> Kind.AT_LEAST;
            case LESS -> Kind.BELOW;
            case LESS_OR_EQUAL -> Kind.AT_MOST;
            case EQUAL -> Kind.EQUAL;
        };
    }
}
