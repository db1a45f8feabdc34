package dev.atlas.webhooks.dsl.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter or a part of one that is true or false. The negative forms have no node of their own: {@code a != b} is {@code
 * not} around {@code a = b}, {@code none(…)} is {@code not} around {@code any(…)}, {@code is missing} around {@code exists}.
 */
public sealed interface Expr {

    Span span();

    <R> R when(Cases<R> cases);

    /** The empty filter: true for each event. */
    record Always(Span span) implements Expr {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.always(this);
        }
    }

    /** All operands are true; at least two, in the order written. */
    record And(List<Expr> operands, Span span) implements Expr {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.and(this);
        }
    }

    /** At least one operand is true; at least two, in the order written. */
    record Or(List<Expr> operands, Span span) implements Expr {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.or(this);
        }
    }

    /** The exact opposite of its operand. */
    record Not(Expr operand, Span span) implements Expr {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.not(this);
        }
    }

    /** One test of one subject; true when any value that the subject reaches passes. */
    record Test(Operand subject, Check check, Span span) implements Expr {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.test(this);
        }
    }

    /** {@code tag:…} or {@code type:…}: one of the event's tags, or its type, fits one of the patterns. */
    record Labelled(Label label, List<Glob> patterns, Span span) implements Expr {
        public Labelled {
            patterns = List.copyOf(patterns);
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.labelled(this);
        }
    }

    /** {@code path changed from … to …}: {@code previous} holds the field with another value. */
    record Changed(Path path, @Nullable Operand from, @Nullable Operand to, Span span) implements Expr {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.changed(this);
        }
    }

    /** {@code path increased} or {@code decreased} against {@code previous}. */
    record Moved(Path path, Direction direction, Span span) implements Expr {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.moved(this);
        }
    }

    /** {@code any(path, body)} or {@code all(path, body)}; {@code it} is the element inside the body. */
    record Quantified(Quantifier quantifier, Path path, Expr body, Span span) implements Expr {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.quantified(this);
        }
    }

    enum Label {
        TAG,
        TYPE
    }

    enum Direction {
        INCREASED,
        DECREASED
    }

    enum Quantifier {
        ANY,
        ALL
    }

    /** One answer per kind of expression. */
    interface Cases<R> {
        R always(Always always);

        R and(And and);

        R or(Or or);

        R not(Not not);

        R test(Test test);

        R labelled(Labelled labelled);

        R changed(Changed changed);

        R moved(Moved moved);

        R quantified(Quantified quantified);
    }
}
