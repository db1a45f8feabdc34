package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.ast.Path;
import dev.atlas.webhooks.dsl.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that one event type can reach, found by what an event of that type carries. Immutable. */
final class TypeIndex {

    private final List<Path> paths;
    private final Posting always;
    private final Map<String, Posting> byTag;
    private final List<ByValue> byValue;

    /** The postings of one path, by value. */
    private record ByValue(int slot, Map<Value, Posting> postings) {}

    private TypeIndex(List<Path> paths, Posting always, Map<String, Posting> byTag, List<ByValue> byValue) {
        this.paths = paths;
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
        Slots slots = new Slots();
        List<ByValue> values = new ArrayList<>();
        byValue.forEach((path, postings) -> values.add(new ByValue(slots.of(path), postings(postings, slots))));
        Posting first = Posting.of(always, slots);
        Map<String, Posting> tags = postings(byTag, slots);
        return new TypeIndex(slots.paths(), first, tags, values);
    }

    private static <K> Map<K, Posting> postings(Map<K, List<Entry>> entries, Slots slots) {
        Map<K, Posting> postings = new HashMap<>();
        entries.forEach((key, members) -> postings.put(key, Posting.of(members, slots)));
        return postings;
    }

    /** The numbers of the rules that the event passes. */
    BitSet match(EventView event) {
        Matching matching = new Matching(event, paths);
        always.match(matching);
        for (String tag : event.tags()) {
            look(byTag.get(tag), matching);
        }
        for (ByValue field : byValue) {
            for (Value value : matching.at(field.slot()).values()) {
                look(field.postings().get(value), matching);
            }
        }
        return matching.found();
    }

    private static void look(@Nullable Posting posting, Matching matching) {
        if (posting != null) {
            posting.match(matching);
        }
    }
}
