package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Catalogue.FieldKind;
import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Literal;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.format.Words;
import dev.atlas.webhooks.dsl.parse.Spelling;
import dev.atlas.webhooks.dsl.value.Times;
import java.util.List;

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
        if (declared.stream().noneMatch(one -> accepts(one.kind(), literal))) {
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
        String word =
                switch (kind) {
                    case NUMBER -> "a number";
                    case TEXT -> "a text";
                    case BOOLEAN -> "true or false";
                    case TIME -> "a time";
                    case OBJECT -> "an object";
                    case ANY -> "a value";
                };
        String message =
                "`" + field + "` is " + word + ", so comparing it with " + Words.operand(literal) + " is always false.";
        warnings.at(literal.span(), "wrong-type", message, fixes(kind, literal));
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
