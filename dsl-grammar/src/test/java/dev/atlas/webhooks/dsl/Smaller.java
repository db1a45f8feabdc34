package dev.atlas.webhooks.dsl;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Shrinking: what a random test found, made as small as it can be while it still fails. */
final class Smaller {

    private Smaller() {}

    /** Takes a smaller candidate as long as there is one that fails too. */
    static <T> T smallest(T failing, Function<T, Stream<T>> candidates, Predicate<T> fails) {
        T smallest = failing;
        for (boolean shrunk = true; shrunk; ) {
            T next = candidates.apply(smallest).filter(fails).findFirst().orElse(smallest);
            shrunk = next != smallest;
            smallest = next;
        }
        return smallest;
    }

    /** The text without a stretch of it, long stretches first. */
    static Stream<String> texts(String text) {
        return IntStream.iterate(text.length(), length -> length > 0, length -> length / 2)
                .boxed()
                .flatMap(length -> IntStream.rangeClosed(0, text.length() - length)
                        .mapToObj(start -> text.substring(0, start) + text.substring(start + length)));
    }

    /** The list without a stretch of it, long stretches first. */
    static <T> Stream<List<T>> lists(List<T> list) {
        return IntStream.iterate(list.size() / 2, length -> length > 0, length -> length / 2)
                .boxed()
                .flatMap(length ->
                        IntStream.rangeClosed(0, list.size() - length).mapToObj(start -> without(list, start, length)));
    }

    private static <T> List<T> without(List<T> list, int start, int length) {
        List<T> rest = new ArrayList<>(list.subList(0, start));
        rest.addAll(list.subList(start + length, list.size()));
        return rest;
    }

    private static <T> Stream<List<T>> oneReplaced(List<T> list, Function<T, Stream<T>> candidates) {
        return IntStream.range(0, list.size())
                .boxed()
                .flatMap(i -> candidates.apply(list.get(i)).map(candidate -> {
                    List<T> changed = new ArrayList<>(list);
                    changed.set(i, candidate);
                    return changed;
                }));
    }

    /** Parts of the filter, then the filter with less in one of its places. */
    static Stream<Expr> filters(Expr filter) {
        if (filter instanceof Expr.And and) {
            return Stream.concat(
                    and.operands().stream(), operands(and.operands()).map(less -> new Expr.And(less, and.span())));
        } else if (filter instanceof Expr.Or or) {
            return Stream.concat(
                    or.operands().stream(), operands(or.operands()).map(less -> new Expr.Or(less, or.span())));
        } else if (filter instanceof Expr.Not not) {
            return Stream.concat(
                    Stream.of(not.operand()), filters(not.operand()).map(less -> new Expr.Not(less, not.span())));
        } else if (filter instanceof Expr.Quantified each) {
            return filters(each.body())
                    .map(less -> new Expr.Quantified(each.quantifier(), each.path(), less, each.span()));
        } else if (filter instanceof Expr.Labelled labelled) {
            return lists(labelled.patterns())
                    .filter(less -> !less.isEmpty())
                    .map(less -> new Expr.Labelled(labelled.label(), less, labelled.span()));
        } else if (filter instanceof Expr.Test test && test.check() instanceof Check.In in) {
            return lists(in.members())
                    .filter(less -> !less.isEmpty())
                    .map(less -> new Expr.Test(test.subject(), new Check.In(less), test.span()));
        }
        return Stream.of();
    }

    /** The list with one filter made smaller. */
    static Stream<List<Expr>> eachFilter(List<Expr> list) {
        return oneReplaced(list, Smaller::filters);
    }

    private static Stream<List<Expr>> operands(List<Expr> operands) {
        return Stream.concat(lists(operands).filter(less -> less.size() > 1), oneReplaced(operands, Smaller::filters));
    }
}
