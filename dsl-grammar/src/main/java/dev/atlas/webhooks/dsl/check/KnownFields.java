package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fields of the events that a filter will meet.
 *
 * @param chosen the event types that the endpoint chose and that the filter's own type conditions leave
 * @param others the rest of the catalogue
 */
public record KnownFields(List<Catalogue.EventType> chosen, List<Catalogue.EventType> others) {

    public KnownFields {
        chosen = List.copyOf(chosen);
        others = List.copyOf(others);
    }

    /** The fields of the chosen types, as far as the filter itself does not narrow them. */
    public static KnownFields of(Catalogue catalogue, Set<String> eventTypePatterns, Expr filter) {
        List<Catalogue.EventType> chosen = catalogue.types().stream()
                .filter(type -> isChosen(type.name(), eventTypePatterns) && mayPass(type.name(), filter))
                .toList();
        List<Catalogue.EventType> others = catalogue.types().stream()
                .filter(type -> !chosen.contains(type))
                .toList();
        return new KnownFields(chosen, others);
    }

    private static boolean isChosen(String type, Set<String> patterns) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> pattern.equals("*")
                                || pattern.equals(type)
                                || (pattern.endsWith(".*")
                                        && type.startsWith(pattern.substring(0, pattern.length() - 1))));
    }

    /** Whether the type conditions at the top of the filter let that type through. */
    private static boolean mayPass(String type, Expr filter) {
        if (filter instanceof Expr.And and) {
            return and.operands().stream().allMatch(operand -> mayPass(type, operand));
        } else if (filter instanceof Expr.Labelled labelled && labelled.label() == Expr.Label.TYPE) {
            return labelled.patterns().stream().anyMatch(glob -> fits(glob, type));
        } else if (filter instanceof Expr.Test test && test.subject() instanceof Path path && path.is(Path.Root.TYPE)) {
            if (test.check() instanceof Check.In in) {
                return in.members().stream().anyMatch(member -> isText(member, type));
            }
            return !(test.check() instanceof Check.Compare compare
                            && compare.relation() == Check.Relation.EQUAL
                            && compare.right() instanceof Literal literal)
                    || isText(literal, type);
        }
        return true;
    }

    private static boolean isText(Literal literal, String type) {
        return literal instanceof Literal.Text text
                && (text.caseless()
                        ? text.text().equalsIgnoreCase(type)
                        : text.text().equals(type));
    }

    /** Whether a label of an event type fits, with {@code *} standing for any characters. */
    static boolean fits(Glob glob, String type) {
        if (glob.wildcards() == Glob.Wildcards.NONE) {
            return glob.caseless()
                    ? glob.pattern().equalsIgnoreCase(type)
                    : glob.pattern().equals(type);
        }
        String[] pieces = glob.pattern().split("\\*", -1);
        int at = pieces[0].length();
        String last = pieces[pieces.length - 1];
        if (!type.startsWith(pieces[0]) || type.length() < at + last.length() || !type.endsWith(last)) {
            return false;
        }
        for (int i = 1; i < pieces.length - 1; i++) {
            int found = type.indexOf(pieces[i], at);
            if (found < 0) {
                return false;
            }
            at = found + pieces[i].length();
        }
        return at <= type.length() - last.length();
    }

    /** Whether anything is known about the events. */
    boolean isInformed() {
        return chosen.stream().anyMatch(type -> !type.fields().isEmpty());
    }

    /** Whether one of the chosen types has a field there, or something below it, or an open object above it. */
    boolean knows(List<String> keys) {
        return fields(chosen)
                .anyMatch(field -> startsWith(field.path(), keys) || (isOpen(field) && startsWith(keys, field.path())));
    }

    /** An object of which no member is declared may hold any. */
    private boolean isOpen(Catalogue.Field field) {
        boolean bare = field.kind() == Catalogue.FieldKind.OBJECT || field.kind() == Catalogue.FieldKind.ANY;
        return bare
                && fields(chosen)
                        .noneMatch(other ->
                                other.path().size() > field.path().size() && startsWith(other.path(), field.path()));
    }

    /** The declaration of the field, if one of the chosen types has it. */
    Optional<Catalogue.Field> find(List<String> keys) {
        return fields(chosen).filter(field -> field.path().equals(keys)).findFirst();
    }

    /** All declarations of the field in the chosen types. */
    List<Catalogue.Field> all(List<String> keys) {
        return fields(chosen).filter(field -> field.path().equals(keys)).toList();
    }

    /** A type outside of the choice that has the field. */
    Optional<String> typeElsewhere(List<String> keys) {
        return others.stream()
                .filter(type -> type.fields().stream().anyMatch(field -> startsWith(field.path(), keys)))
                .map(Catalogue.EventType::name)
                .findFirst();
    }

    /** The chosen types that have events without the field. */
    List<String> typesThatMayLack(List<String> keys) {
        return chosen.stream()
                .filter(type ->
                        type.fields().stream().noneMatch(field -> field.required() && startsWith(field.path(), keys)))
                .map(Catalogue.EventType::name)
                .toList();
    }

    /** The longest array on the way to the field, the field itself included. */
    Optional<List<String>> arrayOf(List<String> keys) {
        return fields(chosen)
                .filter(field -> field.repeated() && startsWith(keys, field.path()))
                .map(Catalogue.Field::path)
                .findFirst();
    }

    /** The fields of the chosen types. */
    public Collection<Catalogue.Field> fields() {
        return fields(chosen).distinct().toList();
    }

    private static Stream<Catalogue.Field> fields(List<Catalogue.EventType> types) {
        return types.stream().flatMap(type -> type.fields().stream());
    }

    private static boolean startsWith(List<String> keys, List<String> prefix) {
        return keys.size() >= prefix.size() && keys.subList(0, prefix.size()).equals(prefix);
    }
}
