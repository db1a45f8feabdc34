package dev.atlas.webhooks.event;

import dev.atlas.webhooks.event.EventReading.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the ingested form of an event (contract, section 1) in one pass. {@code data} and {@code previous} are taken as
 * slices of the text, so every number keeps its digits. Reports all problems at once. Thread-safe.
 */
public final class EventReader {
    /** Most UTF-8 bytes of one event. */
    public static final int MAX_BYTES = 256 * 1024;

    /** Deepest nesting inside {@code data} and {@code previous}. */
    public static final int MAX_DEPTH = 64;

    /** What the name of an event type is, in words. */
    public static final String TYPE_RULE = "a type is at least two words of a-z, 0-9 and _ joined by dots, at most 100"
            + " characters, for example \"deal.updated\"";

    private static final int MAX_TYPE_LENGTH = 100;
    private static final Pattern TYPE = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)+");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final long MAX_CREATED = 253_402_300_799L; // 9999-12-31T23:59:59Z

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1) // the event's own braces
                    .maxNumberLength(MAX_BYTES)
                    .maxStringLength(MAX_BYTES)
                    .maxNameLength(MAX_BYTES)
                    .build())
            .build();

    /** Whether that could be the name of an event type. */
    public static boolean isType(String name) {
        return name.length() <= MAX_TYPE_LENGTH && TYPE.matcher(name).matches();
    }

    /** Reads one event; {@code defaultCreated} (Unix seconds) stands in for an absent {@code created}. */
    public EventReading read(String text, long defaultCreated) {
        // A character is at most three bytes.
        if (text.length() > MAX_BYTES
                || (text.length() > MAX_BYTES / 3 && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)) {
            return refuse(Kind.TOO_LARGE, "", "an event has at most 256 KiB (262,144 bytes)");
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return refuse(Kind.INVALID, "", "an event is a JSON object");
            }
            Draft draft = new Draft(text, parser);
            draft.readMembers();
            if (parser.nextToken() != null) {
                return refuse(Kind.MALFORMED, "", "there is text after the event's closing brace");
            }
            return draft.finish(defaultCreated);
        } catch (JacksonException e) {
            return refuse(Kind.MALFORMED, "", MalformedJson.describe(e));
        }
    }

    private static EventReading refuse(Kind kind, String pointer, String detail) {
        return new EventReading.Refused(kind, List.of(new Problem(pointer, detail)));
    }

    /** What has been read so far of one event. */
    private static final class Draft {
        private final String text;
        private final JsonParser parser;
        /** In the order of their characters, so that a body is always the same. */
        private final TreeSet<String> tags = new TreeSet<>();

        private final List<Problem> problems = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private @Nullable String externalId;
        private @Nullable String type;
        private @Nullable Long created;
        private @Nullable String data;
        private @Nullable String previous;

        Draft(String text, JsonParser parser) {
            this.text = text;
            this.parser = parser;
        }

        void readMembers() {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String member = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!seen.add(member)) {
                    // Two programs could take different ones for the event's.
                    problem(pointer(member), "is there more than once");
                }
                switch (member) {
                    case "id" -> externalId = string(member, value);
                    case "type" -> type = string(member, value);
                    case "created" -> readCreated(value);
                    case "tags" -> readTags(value);
                    case "data" -> data = readObject(member, value, true);
                    case "previous" ->
                        previous = value == JsonToken.VALUE_NULL ? null : readObject(member, value, false);
                    default -> {
                        problem(
                                pointer(member),
                                "unknown member; an event has type, data, previous, tags, created and id");
                        parser.skipChildren();
                    }
                }
            }
        }

        private static String pointer(String member) {
            return "/" + member.replace("~", "~0").replace("/", "~1");
        }

        EventReading finish(long defaultCreated) {
            if (externalId != null && !EXTERNAL_ID.matcher(externalId).matches()) {
                problem("/id", "an id has 1 to 128 letters, digits and . _ : - and begins with a letter or a digit");
            }
            if (type == null) {
                requireUnlessReported("/type", "is required, for example \"deal.updated\"");
            } else if (!isType(type)) {
                problem("/type", TYPE_RULE);
            }
            if (data == null) {
                requireUnlessReported("/data", "is required: a JSON object");
            }
            if (!problems.isEmpty() || type == null || data == null) {
                return new EventReading.Refused(Kind.INVALID, problems);
            }
            long when = created == null ? defaultCreated : created;
            return new EventReading.Accepted(new NewEvent(externalId, type, when, List.copyOf(tags), data, previous));
        }

        private void requireUnlessReported(String pointer, String detail) {
            if (problems.stream().noneMatch(p -> p.pointer().equals(pointer))) {
                problem(pointer, detail);
            }
        }

        private @Nullable String string(String member, JsonToken value) {
            if (value == JsonToken.VALUE_STRING) {
                return parser.getString();
            }
            problem("/" + member, "must be a string");
            parser.skipChildren();
            return null;
        }

        private void readCreated(JsonToken value) {
            if (value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
                long seconds = parser.getLongValue();
                if (seconds >= 0 && seconds <= MAX_CREATED) {
                    created = seconds;
                    return;
                }
            }
            problem("/created", "must be Unix seconds: a whole number from 0 to " + MAX_CREATED);
            parser.skipChildren();
        }

        private void readTags(JsonToken value) {
            if (value != JsonToken.START_ARRAY) {
                problem("/tags", "must be an array of strings");
                parser.skipChildren();
                return;
            }
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    tags.add(parser.getString());
                } else {
                    problem("/tags/" + i, "must be a string");
                    parser.skipChildren();
                }
            }
        }

        /** Passes over an object and gives its text; on the way takes up the tags of the objects in {@code data}. */
        private @Nullable String readObject(String member, JsonToken value, boolean collectTags) {
            if (value != JsonToken.START_OBJECT) {
                problem("/" + member, "must be a JSON object");
                parser.skipChildren();
                return null;
            }
            int start = (int) parser.currentTokenLocation().getCharOffset();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (parser.nextToken() == JsonToken.START_OBJECT && collectTags) {
                    readObjectOfData();
                } else {
                    parser.skipChildren();
                }
            }
            return text.substring(start, (int) parser.currentLocation().getCharOffset());
        }

        private void readObjectOfData() {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isTags = parser.currentName().equals("tags");
                if (parser.nextToken() == JsonToken.START_ARRAY && isTags) {
                    readTagsOfObject();
                } else {
                    parser.skipChildren();
                }
            }
        }

        /** Only an array of nothing but strings counts as tags; anything else is ordinary data. */
        private void readTagsOfObject() {
            List<String> found = new ArrayList<>();
            boolean onlyStrings = true;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    found.add(parser.getString());
                } else {
                    onlyStrings = false;
                    parser.skipChildren();
                }
            }
            if (onlyStrings) {
                found.forEach(tags::add);
            }
        }

        private void problem(String pointer, String detail) {
            problems.add(new Problem(pointer, detail));
        }
    }
}
