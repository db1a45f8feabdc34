package dev.atlas.webhooks.dsl.complete;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Catalogue.FieldKind;
import dev.atlas.webhooks.dsl.Completion;
import dev.atlas.webhooks.dsl.Completion.Kind;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.check.KnownFields;
import dev.atlas.webhooks.dsl.format.Words;
import dev.atlas.webhooks.dsl.parse.Cursor;
import dev.atlas.webhooks.dsl.parse.CursorReader;
import dev.atlas.webhooks.dsl.parse.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Offers what could be typed at one place of one text. Used once. */
public final class Completer {

    private static final int MOST = 50;
    private static final List<String> NUMBER_OPERATORS =
            List.of("=", "!=", ">", ">=", "<", "<=", "between", "in", "not in", "increased", "decreased");
    private static final List<String> TEXT_OPERATORS = List.of(
            "=",
            "!=",
            "in",
            "not in",
            "contains",
            "not contains",
            "starts with",
            "ends with",
            "like",
            "matches",
            "is empty",
            "is not empty");
    private static final List<String> ARRAY_OPERATORS =
            List.of("contains", "not contains", "is empty", "is not empty", "=", "!=", "in");
    private static final List<String> COMMON_OPERATORS =
            List.of("exists", "is missing", "is null", "is not null", "changed", "changed to", "changed from");

    private static final List<String> STATES = List.of("null", "missing", "empty");
    private static final Set<String> NEGATABLE = Set.of(
            "between",
            "in",
            "contains",
            "starts with",
            "ends with",
            "like",
            "matches",
            "exists",
            "changed",
            "changed to",
            "changed from",
            "increased",
            "decreased");

    private final Cursor cursor;
    private final int end;
    private final Catalogue catalogue;
    private final KnownFields fields;
    private final List<Completion> found = new ArrayList<>();

    private Completer(Cursor cursor, int end, Catalogue catalogue, KnownFields fields) {
        this.cursor = cursor;
        this.end = end;
        this.catalogue = catalogue;
        this.fields = fields;
    }

    /** The completions at an offset, the likeliest first. */
    public static List<Completion> complete(
            String text, int offset, Set<String> eventTypePatterns, Catalogue catalogue) {
        Cursor cursor = CursorReader.at(text, offset);
        int end = Math.max(0, Math.min(offset, text.length()));
        KnownFields fields = KnownFields.of(catalogue, eventTypePatterns, new Expr.Always(Span.NOWHERE));
        return new Completer(cursor, end, catalogue, fields).completions();
    }

    private List<Completion> completions() {
        switch (cursor.wanted()) {
            case CONDITION -> condition();
            case OPERATOR -> operators(operator -> true);
            case NEGATED_OPERATOR -> operators(NEGATABLE::contains);
            case STATE -> words(Stream.concat(STATES.stream(), Stream.of("not")));
            case NEGATED_STATE -> words(STATES.stream());
            case CHANGE -> words(Stream.of("to", "from", "and", "or"));
            case ARRAY -> arrays();
            case VALUE -> values();
            case CONNECTIVE -> words(Operators.CONNECTIVES.stream());
            case TAG -> catalogue.tags().forEach(this::tag);
            case EVENT_TYPE -> eventTypes();
            case NOTHING -> {}
        }
        return found.stream().distinct().limit(MOST).toList();
    }

    private void condition() {
        cursor.element().ifPresent(this::elementFields);
        dataFields();
        offer(Kind.WORD, "tag:", "tag:", "one of the event's tags");
        offer(Kind.WORD, "type:", "type:", "the event's type");
        offer(Kind.WORD, "not", "not", "the exact opposite");
        offer(Kind.WORD, "any(…)", "any(", "one element meets a condition");
        offer(Kind.WORD, "all(…)", "all(", "each element meets a condition");
        offer(Kind.WORD, "none(…)", "none(", "no element meets a condition");
        offer(Kind.WORD, "count(…)", "count(", "the number of elements");
        Stream.of(Path.Root.TYPE, Path.Root.CREATED, Path.Root.TAGS, Path.Root.ID, Path.Root.PREVIOUS)
                .forEach(root -> offer(Kind.FIELD, root.word(), root.word(), "a member of the event itself"));
    }

    private void dataFields() {
        boolean previous = cursor.typed().startsWith("previous.");
        for (Catalogue.Field field : fields.fields()) {
            String words = (previous ? "previous." : "") + Words.path(field.path());
            offer(Kind.FIELD, words, words, description(field));
        }
    }

    private void elementFields(Path array) {
        List<String> keys = array.names();
        offer(Kind.FIELD, "it", "it", "the element");
        for (Catalogue.Field field : fields.fields()) {
            List<String> path = field.path();
            if (path.size() > keys.size() && path.subList(0, keys.size()).equals(keys)) {
                String words = "it." + Words.path(path.subList(keys.size(), path.size()));
                offer(Kind.FIELD, words, words, description(field));
            }
        }
    }

    private static String description(Catalogue.Field field) {
        String kind = field.kind().name().toLowerCase(Locale.ROOT) + (field.repeated() ? "s" : "");
        return field.description().isEmpty() ? kind : kind + ": " + field.description();
    }

    private void words(Stream<String> words) {
        words.forEach(word -> offer(Kind.WORD, word, word, ""));
    }

    private void arrays() {
        cursor.element().ifPresent(this::elementFields);
        fields.fields().stream()
                .filter(Catalogue.Field::repeated)
                .forEach(field ->
                        offer(Kind.FIELD, Words.path(field.path()), Words.path(field.path()), description(field)));
        offer(Kind.FIELD, "tags", "tags", "the event's tags");
    }

    private void operators(Predicate<String> wanted) {
        List<Catalogue.Field> declared = declared();
        List<String> fitting = new ArrayList<>();
        for (Catalogue.Field field : declared) {
            fitting.addAll(field.repeated() ? ARRAY_OPERATORS : fitting(field.kind()));
        }
        fitting.addAll(declared.isEmpty() ? Operators.ALL : COMMON_OPERATORS);
        fitting.stream().filter(wanted).forEach(operator -> offer(Kind.OPERATOR, operator, operator, ""));
    }

    private static List<String> fitting(FieldKind kind) {
        return switch (kind) {
            case NUMBER, TIME -> NUMBER_OPERATORS;
            case TEXT -> TEXT_OPERATORS;
            case BOOLEAN -> List.of("= true", "= false", "=", "!=");
            case OBJECT -> List.of("is empty", "is not empty");
            case ANY -> Operators.ALL;
        };
    }

    private void values() {
        if (cursor.subject().filter(path -> path.is(Path.Root.TYPE)).isPresent()) {
            eventTypes();
        }
        if (cursor.subject().filter(path -> path.is(Path.Root.TAGS)).isPresent()) {
            catalogue.tags().forEach(tag -> offer(Kind.TAG, Words.text(tag), Words.text(tag), ""));
        }
        boolean time =
                cursor.subject().filter(path -> path.is(Path.Root.CREATED)).isPresent();
        for (Catalogue.Field field : declared()) {
            boolean quoted = field.kind() == FieldKind.TEXT;
            field.values()
                    .forEach(value -> offer(
                            Kind.VALUE, quoted ? Words.text(value) : value, quoted ? Words.text(value) : value, ""));
            if (field.kind() == FieldKind.BOOLEAN) {
                offer(Kind.VALUE, "true", "true", "");
                offer(Kind.VALUE, "false", "false", "");
            }
            time = time || field.kind() == FieldKind.TIME;
        }
        if (time) {
            Stream.of("now", "now - 1d", "now - 7d", "now - 30d")
                    .forEach(now -> offer(Kind.VALUE, now, now, "counted from the event"));
        }
        cursor.element().ifPresent(this::elementFields);
        dataFields();
    }

    private List<Catalogue.Field> declared() {
        return cursor.subject()
                .map(path -> path.root() == Path.Root.IT
                        ? Stream.concat(
                                        cursor.element().stream().flatMap(array -> array.names().stream()),
                                        path.names().stream())
                                .toList()
                        : path.names())
                .map(fields::all)
                .orElse(List.of());
    }

    private void tag(String tag) {
        String label = Words.label(new Glob(tag, Glob.Wildcards.NONE, false, Span.NOWHERE));
        offer(Kind.TAG, label, label, "");
    }

    private void eventTypes() {
        List<Catalogue.EventType> types = fields.types().isEmpty() ? catalogue.types() : fields.types();
        for (Catalogue.EventType type : types) {
            offer(Kind.EVENT_TYPE, type.name(), type.name(), type.description());
        }
        if (cursor.wanted() == Cursor.Wanted.EVENT_TYPE) {
            types.stream()
                    .map(type -> type.name().substring(0, type.name().lastIndexOf('.') + 1) + "*")
                    .distinct()
                    .forEach(prefix -> offer(Kind.EVENT_TYPE, prefix, prefix, "all of these types"));
        }
    }

    private void offer(Kind kind, String label, String insert, String description) {
        String typed = cursor.typed().toLowerCase(Locale.ROOT);
        String offered = label.toLowerCase(Locale.ROOT);
        boolean fits = offered.startsWith(typed)
                || (kind == Kind.FIELD && offered.contains("." + typed))
                || (offered.startsWith("\"") && offered.startsWith(typed, 1));
        if (fits) {
            found.add(new Completion(kind, label, insert, cursor.start(), end, description));
        }
    }
}
