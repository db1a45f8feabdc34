package dev.atlas.webhooks.dsl.format;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes an expression on one line, in the canonical words. */
final class Sentence implements Expr.Cases<String> {

    @Override
    public String always(Expr.Always always) {
        return "";
    }

    @Override
    public String and(Expr.And and) {
        return joined(and.operands(), " and ");
    }

    @Override
    public String or(Expr.Or or) {
        return joined(or.operands(), " or ");
    }

    private String joined(List<Expr> operands, String connective) {
        return operands.stream().map(this::grouped).collect(Collectors.joining(connective));
    }

    /** With parentheses around {@code and} and {@code or}, also where precedence would not need them. */
    String grouped(Expr expr) {
        String sentence = expr.when(this);
        return expr instanceof Expr.And || expr instanceof Expr.Or ? "(" + sentence + ")" : sentence;
    }

    @Override
    public String not(Expr.Not not) {
        Expr operand = not.operand();
        if (operand instanceof Expr.Test test) {
            return test(test, true);
        } else if (operand instanceof Expr.Quantified any && any.quantifier() == Expr.Quantifier.ANY) {
            return quantified("none", any);
        }
        return "not " + grouped(operand);
    }

    @Override
    public String test(Expr.Test test) {
        return test(test, false);
    }

    private static String test(Expr.Test test, boolean negated) {
        return test.check().when(new Tests(test.subject(), negated));
    }

    @Override
    public String labelled(Expr.Labelled labelled) {
        return Words.labelled(labelled);
    }

    @Override
    public String changed(Expr.Changed changed) {
        String from = changed.from() == null ? "" : " from " + Tests.value(changed.path(), changed.from());
        String to = changed.to() == null ? "" : " to " + Tests.value(changed.path(), changed.to());
        return Words.path(changed.path()) + " changed" + from + to;
    }

    @Override
    public String moved(Expr.Moved moved) {
        return Words.path(moved.path()) + (moved.direction() == Expr.Direction.INCREASED ? " increased" : " decreased");
    }

    @Override
    public String quantified(Expr.Quantified quantified) {
        return quantified(quantified.quantifier() == Expr.Quantifier.ANY ? "any" : "all", quantified);
    }

    private String quantified(String word, Expr.Quantified quantified) {
        return word + "(" + Words.path(quantified.path()) + ", "
                + quantified.body().when(this) + ")";
    }

    /** One test in its positive or its negative form. */
    private record Tests(Operand subject, boolean negated) implements Check.Cases<String> {

        @Override
        public String compare(Check.Compare compare) {
            String sign = compare.relation().sign();
            boolean unequal = negated && compare.relation() == Check.Relation.EQUAL;
            String words =
                    Words.operand(subject) + " " + (unequal ? "!=" : sign) + " " + value(subject, compare.right());
            return negated && !unequal ? "not " + words : words;
        }

        @Override
        public String between(Check.Between between) {
            return (negated ? "not " : "") + Words.operand(subject) + " between " + value(subject, between.low())
                    + " and " + value(subject, between.high());
        }

        @Override
        public String in(Check.In in) {
            return Words.operand(subject) + (negated ? " not in " : " in ") + Words.list(in.members(), isType(subject));
        }

        @Override
        public String find(Check.Find find) {
            boolean inside = find.place() == Check.Place.ANYWHERE;
            return (negated && !inside ? "not " : "") + Words.operand(subject) + (negated && inside ? " not " : " ")
                    + find.place().words() + " " + value(subject, find.what());
        }

        @Override
        public String like(Check.Like like) {
            String pattern =
                    (like.glob().caseless() ? "i" : "") + Words.text(like.glob().pattern());
            return (negated ? "not " : "") + Words.operand(subject) + " like " + pattern;
        }

        @Override
        public String matches(Check.Matches matches) {
            String pattern = "/" + matches.regex().pattern().replace("/", "\\/") + "/";
            return (negated ? "not " : "") + Words.operand(subject) + " matches " + pattern
                    + (matches.regex().caseless() ? "i" : "");
        }

        @Override
        public String presence(Check.Presence presence) {
            String words =
                    switch (presence.state()) {
                        case PRESENT -> negated ? " is missing" : " exists";
                        case NULL -> negated ? " is not null" : " is null";
                        case EMPTY -> negated ? " is not empty" : " is empty";
                    };
            return Words.operand(subject) + words;
        }

        static String value(Operand subject, Operand value) {
            if (isType(subject) && value instanceof Literal.Text text && !text.caseless()) {
                return Words.eventType(text.text());
            }
            // Beside `type`, a field without its root would read as the name of an event type.
            return isType(subject) && value instanceof Path path ? Words.rootedPath(path) : Words.operand(value);
        }

        private static boolean isType(Operand subject) {
            return subject instanceof Path path && path.is(Path.Root.TYPE);
        }
    }
}
