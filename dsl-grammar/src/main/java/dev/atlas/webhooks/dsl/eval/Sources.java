package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.value.Times;
import dev.atlas.webhooks.dsl.value.Value;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLong;

/** Makes a {@link Source} of each kind of operand. */
final class Sources {

    private Sources() {}

    static Source of(Operand operand) {
        if (operand instanceof Path path) {
            return new PathSource(path);
        }
        return operand instanceof Operand.Count count
                ? count(new PathSource(count.path()))
                : ((Literal) operand).when(new Constants());
    }

    private static Source count(Source arrays) {
        return (event, it, test) -> {
            AtomicLong elements = new AtomicLong(-1);
            arrays.any(event, it, (e, i, value) -> {
                if (value instanceof Value.Arr array) {
                    elements.set(Math.max(0, elements.get()) + array.elements().size());
                }
                return false;
            });
            Value count = elements.get() < 0 ? Value.Absent.MISSING : new Value.Num(BigDecimal.valueOf(elements.get()));
            return test.test(event, it, count);
        };
    }

    /** Times become Unix seconds: they are only ever compared with what has been made seconds as well. */
    private static final class Constants implements Literal.Cases<Source> {

        @Override
        public Source number(Literal.Num number) {
            return constant(new Value.Num(number.amount()));
        }

        @Override
        public Source text(Literal.Text text) {
            return constant(new Value.Text(text.text()));
        }

        @Override
        public Source bool(Literal.Bool bool) {
            return constant(new Value.Bool(bool.truth()));
        }

        @Override
        public Source nothing(Literal.Null nothing) {
            return constant(Value.Absent.NULL);
        }

        @Override
        public Source time(Literal.Time time) {
            return constant(new Value.Num(Times.unixSeconds(time.instant())));
        }

        @Override
        public Source now(Literal.Now now) {
            long offset = now.offset().toSeconds();
            return (event, it, test) ->
                    test.test(event, it, new Value.Num(BigDecimal.valueOf(event.created() + offset)));
        }

        private static Source constant(Value value) {
            return (event, it, test) -> test.test(event, it, value);
        }
    }
}
