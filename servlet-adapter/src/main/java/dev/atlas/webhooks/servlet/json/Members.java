package dev.atlas.webhooks.servlet.json;

import dev.atlas.webhooks.config.Spelling;
import dev.atlas.webhooks.event.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a JSON object that somebody sent, read one by one. An absent member reads as null; one of the wrong
 * form reads as null and is noted, so that {@link #end} can report everything at once. For one thread.
 */
public final class Members {
    private final ObjectNode object;
    private final String place;
    private final List<Problem> problems;
    private final Set<String> known = new LinkedHashSet<>();

    Members(ObjectNode object) {
        this(object, "", new ArrayList<>());
    }

    /** @param place where the object stands in the body; empty when it is the whole body */
    private Members(ObjectNode object, String place, List<Problem> problems) {
        this.object = object;
        this.place = place;
        this.problems = problems;
    }

    /** A string. */
    public @Nullable String string(String name) {
        return read(name, "a string", JsonNode::isString, JsonNode::stringValue);
    }

    /** A string; null clears it, read as {@code cleared}. */
    public @Nullable String string(String name, String cleared) {
        return isNull(name) ? cleared : string(name);
    }

    /** A string that must be there. Reads as empty after a problem. */
    public String requiredString(String name) {
        String value = string(name);
        if (!object.has(name)) {
            problem("/" + name, "is required");
        }
        return value == null ? "" : value;
    }

    /** A JSON object, as its text. */
    public @Nullable String object(String name) {
        return read(name, "a JSON object", JsonNode::isObject, JsonNode::toString);
    }

    /** True or false. */
    public @Nullable Boolean flag(String name) {
        return read(name, "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
    }

    /** A whole number of at most 32 bits. */
    public @Nullable Integer integer(String name) {
        return read(name, "a whole number", JsonNode::isInt, JsonNode::intValue);
    }

    /** A whole number of at most 32 bits that must be there. Reads as 0 after a problem. */
    public int requiredInteger(String name) {
        Integer value = integer(name);
        if (!object.has(name)) {
            problem("/" + name, "is required");
        }
        return value == null ? 0 : value;
    }

    /** A whole number of at most 32 bits; null clears it, read as {@code cleared}. */
    public @Nullable Integer integer(String name, int cleared) {
        return isNull(name) ? Integer.valueOf(cleared) : integer(name);
    }

    /** A point in time in ISO-8601 with an offset. */
    public @Nullable Instant time(String name) {
        String text = string(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            problem("/" + name, "must be a time such as 2026-11-24T09:30:00Z");
            return null;
        }
    }

    /** An array of strings. */
    public @Nullable List<String> strings(String name) {
        return read(name, "an array of strings", JsonNode::isArray, array -> {
            List<String> strings = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                addString(strings::add, array.get(i), "/" + name + "/" + i);
            }
            return strings;
        });
    }

    /** An object whose values are strings. */
    public @Nullable Map<String, String> stringMap(String name) {
        return read(name, "an object of strings", JsonNode::isObject, members -> {
            Map<String, String> strings = new LinkedHashMap<>();
            members.forEachEntry(
                    (key, value) -> addString(text -> strings.put(key, text), value, "/" + name + "/" + escaped(key)));
            return strings;
        });
    }

    /** An object that must be there, whose problems are reported with those of this one. Reads as empty after a problem. */
    public Members requiredMembers(String name) {
        Members inner = members(name);
        if (!object.has(name)) {
            problem("/" + name, "is required");
        }
        return inner == null ? new Members(object.objectNode(), place + "/" + name, problems) : inner;
    }

    /** An object, whose problems are reported with those of this one. */
    public @Nullable Members members(String name) {
        return read(
                name,
                "a JSON object",
                JsonNode::isObject,
                inner -> new Members((ObjectNode) inner, place + "/" + name, problems));
    }

    /** An array of objects that must be there, whose problems are reported with those of this one. */
    public List<Members> requiredObjects(String name) {
        List<Members> objects = new ArrayList<>();
        JsonNode array = read(name, "an array of objects", JsonNode::isArray, value -> value);
        if (!object.has(name)) {
            problem("/" + name, "is required");
        }
        for (int i = 0; array != null && i < array.size(); i++) {
            String pointer = "/" + name + "/" + i;
            if (array.get(i) instanceof ObjectNode inner) {
                objects.add(new Members(inner, place + pointer, problems));
            } else {
                problem(pointer, "must be an object");
            }
        }
        return objects;
    }

    /** Notes a problem that the reader of a member found. */
    public void problem(String pointer, String detail) {
        problems.add(new Problem(place + pointer, detail));
    }

    /**
     * To be called when all members have been read, for an object within another before that one.
     *
     * @throws Refusal of the whole body, when anything was wrong or there is a member that nobody asked for
     */
    public void end() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                problem("/" + escaped(name), "unknown member" + Spelling.meant(name, known));
            }
        }
        if (place.isEmpty() && !problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
    }

    private <T> @Nullable T read(String name, String form, Predicate<JsonNode> fits, Function<JsonNode, T> value) {
        known.add(name);
        JsonNode member = object.get(name);
        if (member == null) {
            return null;
        }
        if (!fits.test(member)) {
            problem("/" + name, "must be " + form);
            return null;
        }
        return value.apply(member);
    }

    /** Whether it is there, and is null. */
    public boolean isNull(String name) {
        known.add(name);
        return object.path(name).isNull();
    }

    private void addString(Consumer<String> to, JsonNode element, String pointer) {
        if (element.isString()) {
            to.accept(element.stringValue());
        } else {
            problem(pointer, "must be a string");
        }
    }

    /** As a part of a JSON pointer (RFC 6901). */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
