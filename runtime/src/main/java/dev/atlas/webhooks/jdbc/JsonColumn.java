package dev.atlas.webhooks.jdbc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Small JSON values kept in text columns. */
public final class JsonColumn {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> STRING_MAP = new TypeReference<>() {};

    private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

    private JsonColumn() {}

    /** Any value as JSON text. */
    public static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** A JSON array of strings. */
    public static List<String> strings(String json) {
        return JSON.readValue(json, STRINGS);
    }

    /** A JSON object of strings. */
    public static Map<String, String> stringMap(String json) {
        return JSON.readValue(json, STRING_MAP);
    }

    /** A JSON object of anything. */
    public static Map<String, @Nullable Object> map(String json) {
        return JSON.readValue(json, MAP);
    }
}
