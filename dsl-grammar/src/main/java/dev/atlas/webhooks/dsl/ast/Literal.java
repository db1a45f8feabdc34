package dev.atlas.webhooks.dsl.ast;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** A value written in the filter. */
public sealed interface Literal extends Operand {

    <R> R when(Cases<R> cases);

    /** An exact number. Equal to another one of the same amount. */
    record Num(BigDecimal amount, Span span) implements Literal {
        public Num {
            amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.number(this);
        }
    }

    /** A text; {@code i"…"} ignores case in whatever reads it. */
    record Text(String text, boolean caseless, Span span) implements Literal {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.text(this);
        }
    }

    record Bool(boolean truth, Span span) implements Literal {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.bool(this);
        }
    }

    /** Only as {@code from} or {@code to} of a change; elsewhere it becomes {@link Check.Presence}. */
    record Null(Span span) implements Literal {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.nothing(this);
        }
    }

    /** A date (midnight UTC) or an instant. */
    record Time(Instant instant, Span span) implements Literal {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.time(this);
        }
    }

    /** The event's {@code created}, moved by a duration. */
    record Now(Duration offset, Span span) implements Literal {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.now(this);
        }
    }

    /** One answer per kind of literal. */
    interface Cases<R> {
        R number(Num number);

        R text(Text text);

        R bool(Bool bool);

        R nothing(Null nothing);

        R time(Time time);

        R now(Now now);
    }
}
