package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came of a request to a service. Expected failures are values, so that every caller answers each of them. */
public sealed interface Result<T> {
    /** Done. */
    record Ok<T>(T value) implements Result<T> {
        @Override
        public <R> R when(Cases<T, R> cases) {
            return cases.ok(value);
        }

        @Override
        public String objection() {
            return "";
        }
    }

    /** The input is wrong; nothing was changed. */
    record Invalid<T>(List<Problem> problems) implements Result<T> {
        public Invalid {
            problems = List.copyOf(problems);
        }

        @Override
        public <R> R when(Cases<T, R> cases) {
            return cases.invalid(problems);
        }

        @Override
        public String objection() {
            return problems.stream().map(Problem::detail).collect(Collectors.joining("; "));
        }
    }

    /** There is no such thing in this workspace. */
    record NotFound<T>(String what) implements Result<T> {
        @Override
        public <R> R when(Cases<T, R> cases) {
            return cases.notFound(what);
        }

        @Override
        public String objection() {
            return what;
        }
    }

    /** It cannot be done as things stand. */
    record Conflict<T>(String detail) implements Result<T> {
        @Override
        public <R> R when(Cases<T, R> cases) {
            return cases.conflict(detail);
        }

        @Override
        public String objection() {
            return detail;
        }
    }

    /** The actor's role does not allow it. */
    record Forbidden<T>(String detail) implements Result<T> {
        @Override
        public <R> R when(Cases<T, R> cases) {
            return cases.forbidden(detail);
        }

        @Override
        public String objection() {
            return detail;
        }
    }

    /** Somebody else has changed it since the caller looked. */
    record Stale<T>(String detail) implements Result<T> {
        @Override
        public <R> R when(Cases<T, R> cases) {
            return cases.stale(detail);
        }

        @Override
        public String objection() {
            return detail;
        }
    }

    <R> R when(Cases<T, R> cases);

    /** What stands against it, in words; empty when it is done. */
    String objection();

    /** One answer for each case. */
    interface Cases<T, R> {
        R ok(T value);

        R invalid(List<Problem> problems);

        R notFound(String what);

        R conflict(String detail);

        R forbidden(String detail);

        R stale(String detail);
    }

    /** Goes on with the value; every failure stays what it is. */
    default <U> Result<U> then(Function<T, Result<U>> next) {
        return when(new Cases<>() {
            @Override
            public Result<U> ok(T value) {
                return next.apply(value);
            }

            @Override
            public Result<U> invalid(List<Problem> problems) {
                return new Invalid<>(problems);
            }

            @Override
            public Result<U> notFound(String what) {
                return new NotFound<>(what);
            }

            @Override
            public Result<U> conflict(String detail) {
                return new Conflict<>(detail);
            }

            @Override
            public Result<U> forbidden(String detail) {
                return new Forbidden<>(detail);
            }

            @Override
            public Result<U> stale(String detail) {
                return new Stale<>(detail);
            }
        });
    }
}
