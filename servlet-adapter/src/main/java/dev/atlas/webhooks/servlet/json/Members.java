package dev.atlas.webhooks.servlet.json;

import dev.atlas.webhooks.config.Spelling;
import dev.atlas.webhooks.event.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a JSON object that somebody sent, read one by one. An absent member reads as null; one of the wrong
 * form reads as null and is noted, so that {@link #end} can report everything at once. For one thread.
 */
public final class Members {
    private final ObjectNode object;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    Members(ObjectNode object) {
        this.object = object;
    }

    /** A string. */
    public @Nullable String string(String name) {
        JsonNode value = member(name);
        return value == null || value.isString() ? text(value) : wrong(name, "must be a string");
    }

    /** A string; null clears it, read as {@code cleared}. */
    public @Nullable String string(String name, String cleared) {
        JsonNode value = member(name);
        if (value != null && value.isNull()) {
            return cleared;
        }
        return value == null || value.isString() ? text(value) : wrong(name, "must be a string or null");
    }

    /** A string that must be there. Reads as empty after a problem. */
    public String requiredString(String name) {
        if (!object.has(name)) {
            known.add(name);
            problem("/" + name, "is required");
            return "";
        }
        String value = string(name);
        return value == null ? "" : value;
    }

    /** True or false. */
    public @Nullable Boolean flag(String name) {
        JsonNode value = member(name);
        if (value == null || value.isBoolean()) {
            return value == null ? null : value.booleanValue();
        }
        return wrong(name, "must be true or false");
    }

    /** A whole number of at most 32 bits. */
    public @Nullable Integer integer(String name) {
        JsonNode value = member(name);
        if (value == null || value.isInt()) {
            return value == null ? null : value.intValue();
        }
        return wrong(name, "must be a whole number");
    }

    /** A whole number of at most 32 bits; null clears it, read as {@code cleared}. */
    public @Nullable Integer integer(String name, int cleared) {
        JsonNode value = member(name);
        if (value != null && value.isNull()) {
            return cleared;
        }
        if (value == null || value.isInt()) {
            return value == null ? null : value.intValue();
        }
        return wrong(name, "must be a whole number or null");
    }

    /** An array of strings. */
    public @Nullable List<String> strings(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            return wrong(name, "must be an array of strings");
        }
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i).isString()) {
                strings.add(value.get(i).stringValue());
            } else {
                problem("/" + name + "/" + i, "must be a string");
            }
        }
        return strings;
    }

    /** An object whose values are strings. */
    public @Nullable Map<String, String> stringMap(String name) {
        JsonNode value = member(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            return wrong(name, "must be an object of strings");
        }
        Map<String, String> strings = new LinkedHashMap<>();
        value.forEachEntry((key, element) -> {
            if (element.isString()) {
                strings.put(key, element.stringValue());
            } else {
                problem("/" + name + "/" + escaped(key), "must be a string");
            }
        });
        return strings;
    }

    /** Notes a problem that the reader of a member found. */
    public void problem(String pointer, String detail) {
        problems.add(new Problem(pointer, detail));
    }

    /**
     * To be called when all members have been read.
     *
     * @throws Refusal when anything was wrong, or there is a member that nobody asked for
     */
    public void end() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                problem("/" + escaped(name), "unknown member" + Spelling.meant(name, known));
            }
        }
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
    }

    private @Nullable JsonNode member(String name) {
        known.add(name);
        return object.get(name);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.stringValue();
    }

    private <T> @Nullable T wrong(String name, String detail) {
        problem("/" + name, detail);
        return null;
    }

    /** As a part of a JSON pointer (RFC 6901). */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
