package dev.atlas.webhooks.event;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Catalogue.Field;
import dev.atlas.webhooks.dsl.Catalogue.FieldKind;
import dev.atlas.webhooks.dsl.value.JsonReader;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a workspace's events carried beside what their types declare: other fields, values that come often, tags. */
public final class SeenFields {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FIELDS = 300;
    private static final int MAX_ELEMENTS = 20;
    private static final int MAX_DISTINCT = 500;
    private static final int MAX_VALUES = 10;
    private static final int MAX_VALUE_LENGTH = 60;
    private static final int MAX_TAGS = 200;

    private final Map<String, Map<List<String>, Seen>> types = new LinkedHashMap<>();
    private final Map<String, Integer> tags = new HashMap<>();

    /** What one field held. */
    private static final class Seen {
        private final Set<FieldKind> kinds = EnumSet.noneOf(FieldKind.class);
        private final Map<String, Integer> texts = new HashMap<>();
        private boolean repeated;

        FieldKind kind() {
            return kinds.size() == 1 ? kinds.iterator().next() : FieldKind.ANY;
        }

        /** Texts that came more than once, the most frequent first. */
        List<String> values() {
            return kind() == FieldKind.TEXT ? frequent(texts, 2, MAX_VALUES) : List.of();
        }
    }

    /** Looks at one more event. */
    public void add(NewEvent event) {
        event.tags().forEach(tag -> count(tags, tag));
        look(
                JsonReader.object("data", event.data()),
                List.of(),
                types.computeIfAbsent(event.type(), type -> new LinkedHashMap<>()));
    }

    private static void look(Value value, List<String> path, Map<List<String>, Seen> fields) {
        boolean known = path.isEmpty() || fields.containsKey(path);
        if (path.size() > MAX_DEPTH || (!known && fields.size() >= MAX_FIELDS)) {
            return;
        }
        Seen seen = path.isEmpty() ? new Seen() : fields.computeIfAbsent(path, key -> new Seen());
        if (value instanceof Value.Obj object) {
            seen.kinds.add(FieldKind.OBJECT);
            object.members().forEach((name, member) -> {
                List<String> below = new ArrayList<>(path);
                below.add(name);
                look(member, List.copyOf(below), fields);
            });
        } else if (value instanceof Value.Arr array) {
            seen.repeated = true;
            array.elements().stream().limit(MAX_ELEMENTS).forEach(element -> look(element, path, fields));
        } else if (value instanceof Value.Text text) {
            seen.kinds.add(FieldKind.TEXT);
            if (text.text().length() <= MAX_VALUE_LENGTH) {
                count(seen.texts, text.text());
            }
        } else if (value instanceof Value.Bool) {
            seen.kinds.add(FieldKind.BOOLEAN);
        } else if (!(value instanceof Value.Absent)) {
            seen.kinds.add(FieldKind.NUMBER);
        }
    }

    private static void count(Map<String, Integer> counts, String text) {
        if (counts.size() < MAX_DISTINCT || counts.containsKey(text)) {
            counts.merge(text, 1, Integer::sum);
        }
    }

    private static List<String> frequent(Map<String, Integer> counts, int least, int most) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is declared, with what was seen beside it. */
    public Catalogue with(Catalogue declared) {
        List<Catalogue.EventType> all = new ArrayList<>();
        for (Catalogue.EventType type : declared.types()) {
            Map<List<String>, Seen> seen = types.getOrDefault(type.name(), Map.of());
            all.add(
                    seen.isEmpty()
                            ? type
                            : new Catalogue.EventType(type.name(), type.description(), fields(type, seen)));
        }
        types.forEach((name, seen) -> {
            if (declared.type(name).isEmpty()) {
                all.add(new Catalogue.EventType(name, "", fields(new Catalogue.EventType(name, "", List.of()), seen)));
            }
        });
        return new Catalogue(all, frequent(tags, 1, MAX_TAGS));
    }

    private static List<Field> fields(Catalogue.EventType type, Map<List<String>, Seen> seen) {
        List<Field> fields = new ArrayList<>();
        Set<List<String>> declared = new HashSet<>();
        for (Field field : type.fields()) {
            declared.add(field.path());
            Seen held = seen.get(field.path());
            boolean wantsValues =
                    field.kind() == FieldKind.TEXT && field.values().isEmpty();
            fields.add(held != null && wantsValues ? withValues(field, held.values()) : field);
        }
        seen.forEach((path, held) -> {
            if (!declared.contains(path)) {
                fields.add(new Field(path, held.kind(), held.repeated, false, "seen in events", held.values(), false));
            }
        });
        return fields;
    }

    private static Field withValues(Field field, List<String> values) {
        return new Field(
                field.path(), field.kind(), field.repeated(), field.required(), field.description(), values, false);
    }
}
