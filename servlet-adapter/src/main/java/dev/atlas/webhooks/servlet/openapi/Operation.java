package dev.atlas.webhooks.servlet.openapi;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One operation as the code has it.
 *
 * @param path from {@code /api/v1} on, such as {@code /endpoints/{id}}
 * @param verb in lower case
 */
record Operation(String path, String verb, Method method) {

    /** All operations of resource classes, by path. */
    static List<Operation> of(List<Class<?>> resources) {
        List<Operation> operations = new ArrayList<>();
        for (Class<?> resource : resources) {
            String base = pathOf(resource.getAnnotation(Path.class));
            for (Method method : resource.getDeclaredMethods()) {
                verbs(method)
                        .forEach(verb -> operations.add(
                                new Operation(base + pathOf(method.getAnnotation(Path.class)), verb, method)));
            }
        }
        operations.sort(Comparator.comparing(Operation::path).thenComparing(Operation::verb));
        return operations;
    }

    /** The part of the API that it belongs to: {@code endpoints}. */
    String resource() {
        return path.split("/", -1)[1];
    }

    private static String pathOf(@Nullable Path annotation) {
        String value = annotation == null ? "" : annotation.value();
        return value.isEmpty() || value.equals("/") ? "" : value.startsWith("/") ? value : "/" + value;
    }

    private static List<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value().toLowerCase(Locale.ROOT))
                .toList();
    }
}
