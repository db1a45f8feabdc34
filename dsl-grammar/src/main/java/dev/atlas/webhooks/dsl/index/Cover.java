package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keys of which an event must have at least one, or the expression is false ("access predicates", Fabret et al., SIGMOD 2001).
 * An {@code or} is a union of keys, never a product, so the index stays linear in the filters.
 *
 * @param exact whether one of the keys is also enough for the expression to be true
 * @param cost  the share of events that is guessed to have one of the keys
 */
record Cover(List<Key> keys, boolean exact, double cost) {

    private static final double TAG_COST = 0.05;
    private static final double VALUE_COST = 0.01;

    Cover {
        keys = List.copyOf(keys);
    }

    /** The best cover of an expression; empty when none is known. */
    static Optional<Cover> of(Expr expr) {
        if (expr instanceof Expr.And and) {
            return and.operands().stream()
                    .flatMap(operand -> of(operand).stream())
                    .min(Comparator.comparingDouble(Cover::cost))
                    .map(Cover::inexact);
        } else if (expr instanceof Expr.Or or) {
            return union(or.operands());
        } else if (expr instanceof Expr.Labelled labelled && labelled.label() == Expr.Label.TAG) {
            return tags(labelled.patterns());
        } else if (expr instanceof Expr.Test test && test.subject() instanceof Path path) {
            return test(path, test.check());
        } else if (expr instanceof Expr.Changed changed && changed.to() != null) {
            return equal(changed.path(), List.of(changed.to())).map(Cover::inexact);
        } else if (expr instanceof Expr.Quantified any && any.quantifier() == Expr.Quantifier.ANY) {
            return of(any.body()).map(body -> body.inside(any.path()));
        }
        return Optional.empty();
    }

    private static Optional<Cover> union(List<Expr> operands) {
        List<Key> keys = new ArrayList<>();
        boolean exact = true;
        double cost = 0;
        for (Expr operand : operands) {
            Optional<Cover> cover = of(operand);
            if (cover.isEmpty()) {
                return Optional.empty();
            }
            keys.addAll(cover.get().keys());
            exact &= cover.get().exact();
            cost += cover.get().cost();
        }
        return cost < 1 ? Optional.of(new Cover(keys, exact, cost)) : Optional.empty();
    }

    private static Optional<Cover> tags(List<Glob> patterns) {
        boolean plain = patterns.stream()
                .allMatch(pattern -> pattern.wildcards() == Glob.Wildcards.NONE && !pattern.caseless());
        List<Key> keys = patterns.stream()
                .<Key>map(pattern -> new Key.Tag(pattern.pattern()))
                .toList();
        return plain ? Optional.of(new Cover(keys, true, TAG_COST * keys.size())) : Optional.empty();
    }

    private static Optional<Cover> test(Path path, Check check) {
        if (check instanceof Check.Compare compare && compare.relation() == Check.Relation.EQUAL) {
            return equal(path, List.of(compare.right()));
        }
        return check instanceof Check.In in ? equal(path, in.members()) : Optional.empty();
    }

    private static Optional<Cover> equal(Path path, List<? extends Operand> values) {
        List<Key> keys = new ArrayList<>();
        for (Operand value : values) {
            if (value instanceof Literal.Num num) {
                keys.add(new Key.Equal(path, new Value.Num(num.amount())));
            } else if (value instanceof Literal.Text text && !text.caseless()) {
                keys.add(new Key.Equal(path, new Value.Text(text.text())));
            } else if (value instanceof Literal.Bool bool) {
                keys.add(new Key.Equal(path, new Value.Bool(bool.truth())));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Cover(keys, true, VALUE_COST * keys.size()));
    }

    private Cover inexact() {
        return new Cover(keys, false, cost);
    }

    /** The same facts, with {@code it} written out as an element of the array: some element has them. */
    private Cover inside(Path array) {
        List<Key> outside = keys.stream().map(key -> inside(array, key)).toList();
        return new Cover(outside, false, cost);
    }

    private static Key inside(Path array, Key key) {
        if (key instanceof Key.Equal equal && equal.path().root() == Path.Root.IT) {
            List<Path.Step> steps = new ArrayList<>(array.steps());
            steps.addAll(equal.path().steps());
            return new Key.Equal(new Path(array.root(), steps, array.span()), equal.value());
        }
        return key;
    }
}
