package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
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
    private static final double PREFIX_FACTOR = 4;

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
            return test(path, test.check())
                    .filter(cover -> cover.keys().stream().allMatch(key -> reads(key.path())));
        } else if (expr instanceof Expr.Changed changed && changed.to() != null && Slots.has(changed.path())) {
            return equal(changed.path(), List.of(changed.to())).map(Cover::inexact);
        } else if (expr instanceof Expr.Quantified any && any.quantifier() == Expr.Quantifier.ANY) {
            return of(any.body()).map(body -> body.inside(any.path())).filter(cover -> cover.keys().stream()
                    .allMatch(key -> reads(key.path())));
        }
        return Optional.empty();
    }

    /** Inside {@code any}, a path from {@code it} is judged when it is known what that stands for. */
    private static boolean reads(Path path) {
        return path.root() == Path.Root.IT || Slots.has(path);
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
        List<Key> keys = new ArrayList<>();
        double cost = 0;
        for (Glob pattern : patterns) {
            Optional<String> prefix = Globs.prefix(pattern);
            if (Globs.isPlain(pattern)) {
                keys.add(Key.tag(pattern.pattern(), false));
                cost += TAG_COST;
            } else if (prefix.isPresent()) {
                keys.add(Key.tag(prefix.get(), true));
                cost += TAG_COST * PREFIX_FACTOR;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Cover(keys, true, cost));
    }

    private static Optional<Cover> test(Path path, Check check) {
        if (check instanceof Check.Compare compare && compare.relation() == Check.Relation.EQUAL) {
            return equal(path, List.of(compare.right()));
        } else if (check instanceof Check.In in) {
            return equal(path, in.members());
        } else if (check instanceof Check.Find find && find.place() == Check.Place.START) {
            return isSound(find.what()) ? prefix(path, ((Literal.Text) find.what()).text()) : Optional.empty();
        } else if (check instanceof Check.Find find
                && find.place() == Check.Place.ANYWHERE
                && path.is(Path.Root.TAGS)) {
            return equal(path, List.of(find.what()));
        }
        return check instanceof Check.Like like
                ? Globs.prefix(like.glob()).flatMap(prefix -> prefix(path, prefix))
                : Optional.empty();
    }

    private static boolean isSound(Operand operand) {
        return operand instanceof Literal.Text text
                && !text.caseless()
                && !text.text().isEmpty()
                && Globs.isSound(text.text());
    }

    /** Not exact: tests do not read texts that are very long. */
    private static Optional<Cover> prefix(Path path, String prefix) {
        return Optional.of(new Cover(List.of(new Key(path, prefix, true)), false, VALUE_COST * PREFIX_FACTOR));
    }

    private static Optional<Cover> equal(Path path, List<? extends Operand> values) {
        List<Key> keys = new ArrayList<>();
        for (Operand value : values) {
            if (!(value instanceof Literal.Text text) || text.caseless()) {
                return Optional.empty();
            }
            keys.add(new Key(path, text.text(), false));
        }
        double each = path.is(Path.Root.TAGS) ? TAG_COST : VALUE_COST;
        return Optional.of(new Cover(keys, true, each * keys.size()));
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
        if (key.path().root() != Path.Root.IT) {
            return key;
        }
        List<Path.Step> steps = new ArrayList<>(array.steps());
        steps.addAll(key.path().steps());
        return new Key(new Path(array.root(), steps, array.span()), key.text(), key.prefix());
    }
}
