package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.ExprWalk;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.value.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what a set of filters reads of an event, so that nothing else is read. */
final class WantedPaths extends ExprWalk {

    private final Set<List<String>> paths =
            new LinkedHashSet<>(List.of(List.of("id"), List.of("type"), List.of("created"), List.of("tags")));
    private List<String> element = List.of();

    Wanted wanted() {
        List<List<String>> all = new ArrayList<>(paths);
        // `data` must be there even if nothing of it is read.
        all.add(List.of("data", ""));
        return Wanted.paths(all);
    }

    @Override
    public Boolean test(Expr.Test test) {
        add(test.subject());
        if (test.check() instanceof Check.Compare compare) {
            add(compare.right());
        } else if (test.check() instanceof Check.Between between) {
            add(between.low());
            add(between.high());
        } else if (test.check() instanceof Check.Find find) {
            add(find.what());
        }
        return true;
    }

    @Override
    public Boolean changed(Expr.Changed changed) {
        change(changed.path());
        add(changed.from());
        add(changed.to());
        return true;
    }

    @Override
    public Boolean moved(Expr.Moved moved) {
        change(moved.path());
        return true;
    }

    private void change(Path path) {
        add(path);
        add(new Path(Path.Root.PREVIOUS, path.steps(), path.span()));
    }

    @Override
    public Boolean quantified(Expr.Quantified quantified) {
        add(quantified.path());
        List<String> outer = element;
        element = keys(quantified.path());
        quantified.body().when(this);
        element = outer;
        return true;
    }

    private void add(@Nullable Operand operand) {
        if (operand instanceof Path path) {
            paths.add(keys(path));
        } else if (operand instanceof Operand.Count count) {
            paths.add(keys(count.path()));
        }
    }

    private List<String> keys(Path path) {
        List<String> from =
                path.root() == Path.Root.IT ? element : List.of(path.root().word());
        return Stream.concat(from.stream(), path.names().stream()).toList();
    }
}
