package dev.atlas.webhooks.dsl.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which members of an object somebody wants to read; of an array, which members of its elements. Immutable. */
public final class Wanted {

    /** The whole object. */
    public static final Wanted EVERYTHING = new Wanted(true, Map.of());

    private final boolean whole;
    private final Map<String, Wanted> members;

    private Wanted(boolean whole, Map<String, Wanted> members) {
        this.whole = whole;
        this.members = members;
    }

    /** What is wanted at the end of each of these paths, whole. */
    public static Wanted paths(List<List<String>> paths) {
        if (paths.stream().anyMatch(List::isEmpty)) {
            return EVERYTHING;
        }
        Map<String, List<List<String>>> byFirst = new HashMap<>();
        for (List<String> path : paths) {
            byFirst.computeIfAbsent(path.get(0), first -> new ArrayList<>()).add(path.subList(1, path.size()));
        }
        Map<String, Wanted> members = new HashMap<>();
        byFirst.forEach((first, rest) -> members.put(first, paths(rest)));
        return new Wanted(false, Map.copyOf(members));
    }

    /** What is wanted of that member; null if nothing. */
    @Nullable
    Wanted below(String member) {
        return whole ? this : members.get(member);
    }
}
