package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The fields of the events that a filter will meet; each question is answered without looking through all of them. */
public final class KnownFields {

    private final List<Catalogue.EventType> chosen;
    private final List<Catalogue.EventType> others;
    private final boolean excluded;
    private final Map<List<String>, List<Catalogue.Field>> declared = new LinkedHashMap<>();
    private final Set<List<String>> parents = new HashSet<>();

    /**
     * Sorts the fields.
     *
     * @param chosen the event types that the endpoint chose and that the filter's own type conditions leave
     * @param others the rest of the catalogue
     * @param excluded whether the filter's own type conditions kept out a type that the endpoint chose
     */
    private KnownFields(List<Catalogue.EventType> chosen, List<Catalogue.EventType> others, boolean excluded) {
        this.chosen = chosen;
        this.others = others;
        this.excluded = excluded;
        for (Catalogue.EventType type : chosen) {
            for (Catalogue.Field field : type.fields()) {
                declared.computeIfAbsent(field.path(), path -> new ArrayList<>())
                        .add(field);
                for (int length = field.path().size() - 1; length > 0; length--) {
                    if (!parents.add(field.path().subList(0, length))) {
                        break;
                    }
                }
            }
        }
    }

    /** The fields of the chosen types, as far as the filter itself does not narrow them. */
    public static KnownFields of(Catalogue catalogue, Set<String> eventTypePatterns, Expr filter) {
        Map<Boolean, List<Catalogue.EventType>> types = catalogue.types().stream()
                .collect(Collectors.partitioningBy(
                        type -> isChosen(type.name(), eventTypePatterns) && mayPass(type.name(), filter)));
        List<Catalogue.EventType> others = types.getOrDefault(false, List.of());
        boolean excluded = others.stream().anyMatch(type -> isChosen(type.name(), eventTypePatterns));
        return new KnownFields(types.getOrDefault(true, List.of()), others, excluded);
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

    /** Whether the type conditions of the filter leave none of the types that the endpoint chose. */
    boolean passesNoType() {
        return chosen.isEmpty() && excluded;
    }

    /** Whether anything is known about the events. */
    boolean isInformed() {
        return !declared.isEmpty();
    }

    /** Whether one of the chosen types has a field there, or something below it, or an open object above it. */
    boolean knows(List<String> keys) {
        return declared.containsKey(keys)
                || parents.contains(keys)
                || upTo(keys)
                        .anyMatch(path ->
                                !parents.contains(path) && all(path).stream().anyMatch(field -> isBare(field.kind())));
    }

    /** An object of which no member is declared may hold any. */
    private static boolean isBare(Catalogue.FieldKind kind) {
        return kind == Catalogue.FieldKind.OBJECT || kind == Catalogue.FieldKind.ANY;
    }

    /** The field and what is above it, the deepest first. */
    private static Stream<List<String>> upTo(List<String> keys) {
        return IntStream.iterate(keys.size(), length -> length > 0, length -> length - 1)
                .mapToObj(length -> keys.subList(0, length));
    }

    /** The types that the endpoint chose. */
    public List<Catalogue.EventType> types() {
        return chosen;
    }

    /** All declarations of the field in the chosen types. */
    public List<Catalogue.Field> all(List<String> keys) {
        return declared.getOrDefault(keys, List.of());
    }

    /** A type outside of the choice that has the field. */
    Optional<String> typeElsewhere(List<String> keys) {
        return others.stream()
                .filter(type -> type.fields().stream().anyMatch(field -> startsWith(field.path(), keys)))
                .map(Catalogue.EventType::name)
                .findFirst();
    }

    /** A chosen type that has events without the field. */
    Optional<String> typeThatMayLack(List<String> keys) {
        return chosen.stream()
                .filter(type ->
                        type.fields().stream().noneMatch(field -> field.required() && startsWith(field.path(), keys)))
                .map(Catalogue.EventType::name)
                .findFirst();
    }

    /** The longest array on the way to the field, the field itself included. */
    Optional<List<String>> arrayOf(List<String> keys) {
        return upTo(keys)
                .filter(path -> all(path).stream().anyMatch(Catalogue.Field::repeated))
                .findFirst();
    }

    /** The fields of the chosen types. */
    public Collection<Catalogue.Field> fields() {
        return declared.values().stream().flatMap(List::stream).distinct().toList();
    }

    /** The paths of the fields of the chosen types. */
    Collection<List<String>> paths() {
        return declared.keySet();
    }

    private static boolean startsWith(List<String> keys, List<String> prefix) {
        return keys.size() >= prefix.size() && keys.subList(0, prefix.size()).equals(prefix);
    }
}
