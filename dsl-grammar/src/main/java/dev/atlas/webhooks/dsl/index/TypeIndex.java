package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that one event type can reach, found by what an event of that type carries. Immutable. */
final class TypeIndex {

    private final Posting always;
    private final Map<String, Posting> byTag;
    private final Map<Path, Map<Value, Posting>> byValue;

    private TypeIndex(Posting always, Map<String, Posting> byTag, Map<Path, Map<Value, Posting>> byValue) {
        this.always = always;
        this.byTag = byTag;
        this.byValue = byValue;
    }

    static TypeIndex of(List<Entry> entries) {
        List<Entry> always = new ArrayList<>();
        Map<String, List<Entry>> byTag = new HashMap<>();
        Map<Path, Map<Value, List<Entry>>> byValue = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.keys().isEmpty()) {
                always.add(entry);
            }
            for (Key key : entry.keys()) {
                if (key instanceof Key.Tag tag) {
                    byTag.computeIfAbsent(tag.tag(), t -> new ArrayList<>()).add(entry);
                } else if (key instanceof Key.Equal equal) {
                    byValue.computeIfAbsent(equal.path(), p -> new HashMap<>())
                            .computeIfAbsent(equal.value(), v -> new ArrayList<>())
                            .add(entry);
                }
            }
        }
        Map<Path, Map<Value, Posting>> values = new HashMap<>();
        byValue.forEach((path, postings) -> values.put(path, postings(postings)));
        return new TypeIndex(Posting.of(always), postings(byTag), values);
    }

    private static <K> Map<K, Posting> postings(Map<K, List<Entry>> entries) {
        Map<K, Posting> postings = new HashMap<>();
        entries.forEach((key, members) -> postings.put(key, Posting.of(members)));
        return postings;
    }

    void match(Matching matching) {
        always.match(matching);
        for (String tag : matching.event().tags()) {
            look(byTag.get(tag), matching);
        }
        byValue.forEach((path, postings) -> {
            for (Value value : matching.values(path)) {
                look(postings.get(value), matching);
            }
        });
    }

    private static void look(@Nullable Posting posting, Matching matching) {
        if (posting != null) {
            posting.match(matching);
        }
    }
}
