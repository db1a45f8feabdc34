package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Catalogue.FieldKind;
import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Check;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Operand;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.format.Words;
import dev.atlas.webhooks.dsl.parse.Spelling;
import dev.atlas.webhooks.dsl.value.Times;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Warns when a field is compared with a value that it never has. */
final class ValueCheck {

    private final Warnings warnings;

    ValueCheck(Warnings warnings) {
        this.warnings = warnings;
    }

    void check(String field, List<Catalogue.Field> declared, Literal literal, boolean equality) {
        if (declared.isEmpty()) {
            return;
        }
        if (literal instanceof Literal.Text && declared.stream().allMatch(one -> one.kind() == FieldKind.TIME)) {
            String message = "`" + field + "` is a time. In quotes " + Words.operand(literal)
                    + " is a text, and compared letter by letter.";
            warnings.at(literal.span(), "wrong-type", message, fixes(FieldKind.TIME, literal));
        } else if (declared.stream().noneMatch(one -> accepts(one.kind(), literal))) {
            wrongType(field, declared.get(0).kind(), literal);
        } else if (equality
                && literal instanceof Literal.Text text
                && declared.stream().allMatch(Catalogue.Field::closed)) {
            List<String> allowed = declared.stream()
                    .flatMap(one -> one.values().stream())
                    .distinct()
                    .toList();
            boolean known = allowed.stream()
                    .anyMatch(
                            value -> text.caseless() ? value.equalsIgnoreCase(text.text()) : value.equals(text.text()));
            if (!known) {
                warnings.unknown(
                        text.span(),
                        "unknown-value",
                        () -> "`" + field + "` never has the value " + Words.operand(text) + "; it has "
                                + listed(allowed) + ".",
                        () -> Spelling.nearest(text.text(), allowed).stream()
                                .map(Words::text)
                                .toList());
            }
        }
    }

    /** Warns of a test that finds nothing to look at in values of such a field. */
    void checkTest(String field, List<Catalogue.Field> declared, Expr.Test test) {
        boolean array = isWhole(test.subject()) && declared.stream().anyMatch(Catalogue.Field::repeated);
        if (test.check() instanceof Check.Find find && array && find.place() == Check.Place.ANYWHERE) {
            if (find.what() instanceof Literal literal) {
                check(field, declared, literal, true);
            }
        } else if (isOfText(test.check()) && areAll(declared, FieldKind.NUMBER, FieldKind.BOOLEAN, FieldKind.OBJECT)) {
            wrongTest(field, declared, test.span(), "a text is looked for here");
        } else if (test.check() instanceof Check.Compare compare
                && compare.relation() != Check.Relation.EQUAL
                && (compare.right() instanceof Literal.Bool || compare.right() instanceof Path)
                && areAll(declared, FieldKind.BOOLEAN)) {
            wrongTest(field, declared, test.span(), "neither is more or less than the other");
        }
    }

    /** Whether a field is meant as it is, not one of its elements. */
    private static boolean isWhole(Operand subject) {
        return subject instanceof Path path
                && !path.steps().isEmpty()
                && path.steps().get(path.steps().size() - 1) instanceof Path.Member;
    }

    void checkMoved(Expr.Moved moved, List<Catalogue.Field> declared) {
        if (areAll(declared, FieldKind.BOOLEAN, FieldKind.OBJECT)) {
            wrongTest(Words.path(moved.path()), declared, moved.span(), "only numbers and times increase or decrease");
        }
    }

    /** Warns when two fields are compared that never hold values of one type. */
    void checkPair(String left, List<Catalogue.Field> lefts, Operand right, List<Catalogue.Field> rights) {
        for (FieldKind kind : List.of(FieldKind.NUMBER, FieldKind.TEXT, FieldKind.BOOLEAN)) {
            Set<FieldKind> others = EnumSet.of(FieldKind.NUMBER, FieldKind.TEXT, FieldKind.BOOLEAN);
            others.remove(kind);
            if (areAll(lefts, kind) && areAll(rights, others.toArray(new FieldKind[0]))) {
                String message = "`" + left + "` is " + word(kind) + " and `" + Words.operand(right) + "` is "
                        + word(rights.get(0).kind()) + ", so comparing the two is always false.";
                warnings.at(right.span(), "wrong-type", message, List.of());
            }
        }
    }

    private static boolean isOfText(Check check) {
        return check instanceof Check.Find || check instanceof Check.Like || check instanceof Check.Matches;
    }

    /** Whether all that is known of a field says that it is one of these. */
    private static boolean areAll(List<Catalogue.Field> declared, FieldKind... kinds) {
        return !declared.isEmpty()
                && declared.stream().allMatch(field -> List.of(kinds).contains(field.kind()));
    }

    private void wrongTest(String field, List<Catalogue.Field> declared, Span span, String reason) {
        String message = "`" + field + "` is " + word(declared.get(0).kind()) + ", and " + reason
                + ", so this test is always false.";
        warnings.at(span, "wrong-type", message, List.of());
    }

    private static String listed(List<String> values) {
        List<String> shown = values.subList(0, Math.min(8, values.size()));
        return String.join(", ", shown) + (shown.size() < values.size() ? ", …" : "");
    }

    private static boolean accepts(FieldKind kind, Literal literal) {
        return switch (kind) {
                    case NUMBER -> literal instanceof Literal.Num;
                    case TEXT -> literal instanceof Literal.Text || isTime(literal);
                    case BOOLEAN -> literal instanceof Literal.Bool;
                    case TIME -> isTime(literal) || literal instanceof Literal.Num;
                    case OBJECT -> literal instanceof Literal.Null;
                    case ANY -> true;
                }
                || literal instanceof Literal.Null;
    }

    private static boolean isTime(Literal literal) {
        return literal instanceof Literal.Time || literal instanceof Literal.Now;
    }

    private void wrongType(String field, FieldKind kind, Literal literal) {
        String message = "`" + field + "` is " + word(kind) + ", so comparing it with " + Words.operand(literal)
                + " is always false.";
        warnings.at(literal.span(), "wrong-type", message, fixes(kind, literal));
    }

    private static String word(FieldKind kind) {
        return switch (kind) {
            case NUMBER -> "a number";
            case TEXT -> "a text";
            case BOOLEAN -> "true or false";
            case TIME -> "a time";
            case OBJECT -> "an object";
            case ANY -> "a value";
        };
    }

    private static List<Fix> fixes(FieldKind kind, Literal literal) {
        Span at = literal.span();
        if (literal instanceof Literal.Text text) {
            boolean number = kind == FieldKind.NUMBER && text.text().matches("-?\\d+(\\.\\d+)?");
            boolean bool = kind == FieldKind.BOOLEAN && text.text().matches("true|false");
            boolean time = kind == FieldKind.TIME && Times.parse(text.text()).isPresent();
            String unquoted = time
                    ? Words.operand(new Literal.Time(Times.parse(text.text()).get(), at))
                    : text.text();
            return number || bool || time
                    ? List.of(new Fix("Write " + unquoted, at.start(), at.end(), unquoted))
                    : List.of();
        }
        if (kind == FieldKind.TEXT) {
            String quoted = Words.text(Words.operand(literal));
            return List.of(new Fix("Make it a text", at.start(), at.end(), quoted));
        }
        return List.of();
    }
}
