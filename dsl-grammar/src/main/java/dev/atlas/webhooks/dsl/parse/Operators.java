package dev.atlas.webhooks.dsl.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The operators, as messages and completions name them. */
public final class Operators {

    /** Joins two conditions. */
    public static final List<String> CONNECTIVES = List.of("and", "or");

    /** Follows a field. */
    public static final List<String> ALL = List.of(
            "=",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "between",
            "in",
            "not in",
            "contains",
            "not contains",
            "starts with",
            "ends with",
            "like",
            "matches",
            "exists",
            "is missing",
            "is null",
            "is not null",
            "is empty",
            "is not empty",
            "changed",
            "increased",
            "decreased");

    /** What other languages call them. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("eq", "="),
            Map.entry("equals", "="),
            Map.entry("equal", "="),
            Map.entry("was", "="),
            Map.entry("ne", "!="),
            Map.entry("neq", "!="),
            Map.entry("gt", ">"),
            Map.entry("lt", "<"),
            Map.entry("gte", ">="),
            Map.entry("ge", ">="),
            Map.entry("lte", "<="),
            Map.entry("le", "<="),
            Map.entry("has", "contains"),
            Map.entry("have", "contains"),
            Map.entry("includes", "contains"),
            Map.entry("include", "contains"),
            Map.entry("startswith", "starts with"),
            Map.entry("starts_with", "starts with"),
            Map.entry("begins", "starts with"),
            Map.entry("beginswith", "starts with"),
            Map.entry("isnt", "!="),
            Map.entry("isnot", "!="),
            Map.entry("notin", "not in"),
            Map.entry("endswith", "ends with"),
            Map.entry("ends_with", "ends with"),
            Map.entry("regex", "matches"),
            Map.entry("regexp", "matches"),
            Map.entry("rlike", "matches"),
            Map.entry("ilike", "like"),
            Map.entry("exist", "exists"),
            Map.entry("isnull", "is null"),
            Map.entry("isempty", "is empty"),
            Map.entry("decreases", "decreased"),
            Map.entry("increases", "increased"),
            Map.entry("changes", "changed"),
            Map.entry("nin", "not in"));

    private Operators() {}

    /** The operators that a word which is none was probably meant to be, likeliest first. */
    static List<String> meant(String word) {
        String foreign = FOREIGN.get(word.toLowerCase(Locale.ROOT));
        return foreign == null ? Spelling.nearest(word, ALL.subList(6, ALL.size())) : List.of(foreign);
    }
}
