package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.ExprWalk;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.format.Words;
import dev.atlas.webhooks.dsl.parse.Spelling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Warns of fields that no event has, and of values that a field never has. */
final class FieldCheck extends ExprWalk {

    private final KnownFields fields;
    private final Warnings warnings;
    private final ValueCheck values;
    private final Map<Place, List<String>> spellings = new HashMap<>();
    private List<String> element = List.of();

    /** Where a path starts. */
    private record Place(Path.Root root, List<String> array) {}

    FieldCheck(KnownFields fields, Warnings warnings) {
        this.fields = fields;
        this.warnings = warnings;
        this.values = new ValueCheck(warnings);
    }

    @Override
    public Boolean test(Expr.Test test) {
        operand(test.subject());
        if (test.check() instanceof Check.Compare compare) {
            right(compare.right());
            value(test.subject(), compare.right(), compare.relation() == Check.Relation.EQUAL);
        } else if (test.check() instanceof Check.Between between) {
            Stream.of(between.low(), between.high()).forEach(end -> {
                right(end);
                value(test.subject(), end, false);
            });
        } else if (test.check() instanceof Check.In in) {
            in.members().forEach(member -> value(test.subject(), member, true));
        } else if (test.check() instanceof Check.Find find) {
            right(find.what());
        }
        keys(test.subject())
                .map(fields::all)
                .ifPresent(declared -> values.checkTest(Words.operand(test.subject()), declared, test));
        return true;
    }

    @Override
    public Boolean changed(Expr.Changed changed) {
        operand(changed.path());
        for (Operand side : new @Nullable Operand[] {changed.from(), changed.to()}) {
            if (side != null) {
                right(side);
                value(changed.path(), side, true);
            }
        }
        return true;
    }

    @Override
    public Boolean moved(Expr.Moved moved) {
        operand(moved.path());
        keys(moved.path()).map(fields::all).ifPresent(declared -> values.checkMoved(moved, declared));
        return true;
    }

    @Override
    public Boolean quantified(Expr.Quantified quantified) {
        operand(quantified.path());
        array(quantified.path());
        List<String> outer = element;
        element = keys(quantified.path()).orElse(List.of());
        quantified.body().when(this);
        element = outer;
        return true;
    }

    private void right(Operand operand) {
        boolean bareWord = operand instanceof Path path
                && path.root() == Path.Root.DATA
                && path.steps().size() == 1
                && !fields.knows(path.names());
        if (bareWord) {
            Path path = (Path) operand;
            String word = path.names().isEmpty() ? "" : path.names().get(0);
            String message = "`" + word + "` is read as a field of the event. A text stands in quotes.";
            Fix quote =
                    new Fix("Make it a text", path.span().start(), path.span().end(), Words.text(word));
            warnings.at(path.span(), "bare-word", message, List.of(quote));
        } else {
            operand(operand);
        }
    }

    private void operand(Operand operand) {
        if (operand instanceof Operand.Count count) {
            array(count.path());
        }
        Path path =
                operand instanceof Operand.Count count ? count.path() : operand instanceof Path itself ? itself : null;
        Optional<List<String>> keys = path == null ? Optional.empty() : keys(path);
        if (path == null
                || keys.isEmpty()
                || keys.get().isEmpty()
                || !fields.isInformed()
                || fields.knows(keys.get())) {
            return;
        }
        List<String> within = path.root() == Path.Root.IT ? element : List.of();
        warnings.unknown(
                path.span(),
                "unknown-field",
                () -> unknown(keys.get()),
                () -> Spelling.nearest(
                        Words.path(path), spellings.computeIfAbsent(new Place(path.root(), within), this::spellings)));
    }

    /** Warns where elements are asked of a field that is no array. */
    private void array(Path path) {
        List<Catalogue.Field> declared = keys(path).map(fields::all).orElse(List.of());
        boolean single = !declared.isEmpty()
                && declared.stream().noneMatch(field -> field.repeated() || field.kind() == Catalogue.FieldKind.ANY);
        if (single && path.steps().size() == path.names().size()) {
            String message = "`" + Words.path(path) + "` is no array, so it has no elements.";
            warnings.at(path.span(), "wrong-type", message, List.of());
        }
    }

    private String unknown(List<String> keys) {
        String name = Words.path(keys);
        if (keys.equals(List.of("tag"))) {
            return "No event of the chosen types has a field `data.tag`. A tag of the event is tested by `tag:…`.";
        }
        return fields.typeElsewhere(keys)
                .map(type -> "`" + name + "` is a field of `" + type + "` events, but not of the types chosen here.")
                .orElse("No event of the chosen types has a field `" + name + "`.");
    }

    /** How the known fields are written from that root, and below that array. */
    private List<String> spellings(Place place) {
        Path.Root root = place.root();
        List<String> array = place.array();
        String prefix = root == Path.Root.DATA ? "" : root.word() + ".";
        return fields.paths().stream()
                .filter(keys -> keys.size() > array.size()
                        && keys.subList(0, array.size()).equals(array))
                .map(keys -> prefix + Words.path(keys.subList(array.size(), keys.size())))
                .toList();
    }

    private void value(Operand subject, Operand value, boolean equality) {
        List<Catalogue.Field> declared = keys(subject).map(fields::all).orElse(List.of());
        if (value instanceof Literal literal) {
            values.check(Words.operand(subject), declared, literal, equality);
        } else {
            values.checkPair(
                    Words.operand(subject),
                    declared,
                    value,
                    keys(value).map(fields::all).orElse(List.of()));
        }
    }

    private Optional<List<String>> keys(Operand operand) {
        return operand instanceof Path path ? keys(path) : Optional.empty();
    }

    /** The keys from {@code data} to the field; nothing for the roots that are not data. */
    private Optional<List<String>> keys(Path path) {
        return switch (path.root()) {
            case DATA, PREVIOUS -> Optional.of(path.names());
            case IT ->
                element.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Stream.concat(element.stream(), path.names().stream())
                                .toList());
            case TYPE, ID, CREATED, TAGS -> Optional.empty();
        };
    }
}
