package dev.atlas.webhooks.servlet.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON schemas of the records that are bodies of answers, as the API writes them. For one thread. */
final class RecordSchemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode schemas;

    /** @param schemas where the schemas of records go, by name */
    RecordSchemas(ObjectNode schemas) {
        this.schemas = schemas;
    }

    /** The schema of a type; that of a record is a reference. */
    ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (raw == List.class) {
                return JSON.objectNode().put("type", "array").set("items", of(last));
            }
            if (raw == Map.class) {
                return JSON.objectNode().put("type", "object").set("additionalProperties", of(last));
            }
            return list(of(last));
        }
        return type instanceof Class<?> plain && plain.isRecord() ? reference(plain) : simple(type);
    }

    /** A piece of a list of those. */
    ObjectNode list(ObjectNode item) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("data").put("type", "array").set("items", item);
        properties.set("next", orNull(simple(String.class)));
        schema.putArray("required").add("data").add("next");
        return schema;
    }

    private ObjectNode reference(Class<?> record) {
        String name = name(record);
        if (!schemas.has(name)) {
            ObjectNode schema = schemas.putObject(name).put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = schema.putArray("required");
            for (RecordComponent component : record.getRecordComponents()) {
                String property = snakeCase(component.getName());
                properties.set(property, property(component));
                if (!component.isAnnotationPresent(JsonInclude.class)
                        && !component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
                    required.add(property);
                }
            }
        }
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode property(RecordComponent component) {
        ObjectNode schema = of(component.getGenericType());
        return isNullable(component.getAnnotatedType()) ? orNull(schema) : schema;
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.path("type").isString()) {
            String type = schema.path("type").stringValue();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        if (schema.isEmpty()) {
            return schema;
        }
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(schema).add(JSON.objectNode().put("type", "null"));
        return either;
    }

    private static ObjectNode simple(Type type) {
        ObjectNode schema = JSON.objectNode();
        if (type == String.class) {
            return schema.put("type", "string");
        }
        if (type == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (type == boolean.class || type == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (type == int.class || type == Integer.class) {
            return schema.put("type", "integer").put("format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return schema.put("type", "integer").put("format", "int64");
        }
        return type == double.class || type == Double.class ? schema.put("type", "number") : schema;
    }

    /** {@code EndpointBody} is an Endpoint, its record {@code Pause} an EndpointPause. */
    private static String name(Class<?> record) {
        String own = withoutBody(record.getSimpleName());
        Class<?> outer = record.getEnclosingClass();
        return outer != null && outer.isRecord() ? withoutBody(outer.getSimpleName()) + own : own;
    }

    private static String withoutBody(String name) {
        return name.endsWith("Body") ? name.substring(0, name.length() - "Body".length()) : name;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
