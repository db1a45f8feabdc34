package dev.atlas.webhooks.dsl.eval;

import com.google.re2j.Pattern;
import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.Filter;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Regex;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.List;
import java.util.function.Predicate;

/** Compiles trees to predicates. The door of this package; thread-safe. */
public final class FilterCompiler {

    private FilterCompiler() {}

    /**
     * Compiles a tree.
     *
     * @param text      the text that the tree was read from
     * @param catalogue says which fields are times
     */
    public static Filter compile(String text, Expr expr, Catalogue catalogue) {
        return new CompiledFilter(text, condition(expr, KnownTimes.of(catalogue)));
    }

    /** Compiles a glob. */
    public static Predicate<String> fits(Glob glob) {
        return new GlobMatcher(glob)::fits;
    }

    /** Compiles a regular expression. */
    public static Pattern pattern(Regex regex) {
        return CheckCompiler.pattern(regex);
    }

    static Condition condition(Expr expr, KnownTimes times) {
        return expr.when(new Compiler(times));
    }

    private record CompiledFilter(String text, Condition condition) implements Filter {
        @Override
        public boolean matches(EventView event) {
            return condition.test(event, Value.Absent.MISSING);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private record Compiler(KnownTimes times) implements Expr.Cases<Condition> {

        @Override
        public Condition always(Expr.Always always) {
            return (event, it) -> true;
        }

        @Override
        public Condition and(Expr.And and) {
            Condition[] operands = compileAll(and.operands());
            return (event, it) -> {
                for (Condition operand : operands) {
                    if (!operand.test(event, it)) {
                        return false;
                    }
                }
                return true;
            };
        }

        @Override
        public Condition or(Expr.Or or) {
            Condition[] operands = compileAll(or.operands());
            return (event, it) -> {
                for (Condition operand : operands) {
                    if (operand.test(event, it)) {
                        return true;
                    }
                }
                return false;
            };
        }

        private Condition[] compileAll(List<Expr> operands) {
            return operands.stream().map(operand -> operand.when(this)).toArray(Condition[]::new);
        }

        @Override
        public Condition not(Expr.Not not) {
            Condition operand = not.operand().when(this);
            return (event, it) -> !operand.test(event, it);
        }

        @Override
        public Condition test(Expr.Test test) {
            Source subject = Sources.of(test.subject());
            ValueTest check = test.check().when(new CheckCompiler(test.subject(), new Relations(times)));
            return (event, it) -> subject.any(event, it, check);
        }

        @Override
        public Condition labelled(Expr.Labelled labelled) {
            boolean tags = labelled.label() == Expr.Label.TAG;
            GlobMatcher[] patterns =
                    labelled.patterns().stream().map(GlobMatcher::new).toArray(GlobMatcher[]::new);
            return (event, it) -> {
                for (String text : tags ? event.tags() : List.of(event.type())) {
                    for (GlobMatcher pattern : patterns) {
                        if (pattern.fits(text)) {
                            return true;
                        }
                    }
                }
                return false;
            };
        }

        @Override
        public Condition changed(Expr.Changed changed) {
            return new Changes(times).changed(changed);
        }

        @Override
        public Condition moved(Expr.Moved moved) {
            return new Changes(times).moved(moved);
        }

        @Override
        public Condition quantified(Expr.Quantified quantified) {
            Source path = new PathSource(quantified.path());
            Condition body = quantified.body().when(new Compiler(times.inside(quantified.path())));
            ValueTest anyElement = (event, it, value) -> anyOf(event, value, body);
            if (quantified.quantifier() == Expr.Quantifier.ANY) {
                return (event, it) -> path.any(event, it, anyElement);
            }
            ValueTest isArray = (event, it, value) -> value instanceof Value.Arr;
            ValueTest anyOther = (event, it, value) -> anyOf(event, value, (e, element) -> !body.test(e, element));
            return (event, it) -> path.any(event, it, isArray) && !path.any(event, it, anyOther);
        }

        private static boolean anyOf(EventView event, Value value, Condition body) {
            if (value instanceof Value.Arr array) {
                for (Value element : array.elements()) {
                    if (body.test(event, element)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
