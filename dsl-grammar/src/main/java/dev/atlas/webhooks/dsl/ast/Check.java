package dev.atlas.webhooks.dsl.ast;

import java.util.List;

/** What a {@link Expr.Test} asks of its subject's values. */
public sealed interface Check {

    <R> R when(Cases<R> cases);

    /** {@code =}, {@code <}, {@code <=}, {@code >}, {@code >=} against a literal or another field. */
    record Compare(Relation relation, Operand right) implements Check {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.compare(this);
        }
    }

    /** {@code between low and high}, both ends included. */
    record Between(Operand low, Operand high) implements Check {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.between(this);
        }
    }

    /** {@code in (…)}: equal to one of the members. */
    record In(List<Literal> members) implements Check {
        public In {
            members = List.copyOf(members);
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.in(this);
        }
    }

    /** {@code contains}, {@code starts with}, {@code ends with}. */
    record Find(Place place, Operand what) implements Check {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.find(this);
        }
    }

    /** {@code like "A*?"}: the whole text fits the glob. */
    record Like(Glob glob) implements Check {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.like(this);
        }
    }

    /** {@code matches /re/}: RE2, found anywhere unless the expression anchors itself. */
    record Matches(Regex regex) implements Check {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.matches(this);
        }
    }

    /** {@code exists}, {@code is null}, {@code is empty}. */
    record Presence(State state) implements Check {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.presence(this);
        }
    }

    enum Relation {
        EQUAL("="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        /** The relation that says the same with both sides exchanged. */
        public Relation mirrored() {
            return switch (this) {
                case EQUAL -> EQUAL;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }

        /** Whether the relation holds, given how the left side compares with the right one (negative, 0, positive). */
        public boolean holds(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        }
    }

    enum Place {
        ANYWHERE("contains"),
        START("starts with"),
        END("ends with");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    enum State {
        /** The key is there, whatever its value. */
        PRESENT,
        /** Missing or null: there is no value. */
        NULL,
        /** Missing, null, an empty text, array or object. */
        EMPTY
    }

    /** One answer per kind of check. */
    interface Cases<R> {
        R compare(Compare compare);

        R between(Between between);

        R in(In in);

        R find(Find find);

        R like(Like like);

        R matches(Matches matches);

        R presence(Presence presence);
    }
}
