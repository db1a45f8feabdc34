package dev.atlas.webhooks.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventCatalogueTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventCatalogue catalogue = EventCatalogue.builtIn();

    static Collection<EventType> types() {
        return EventCatalogue.builtIn().all();
    }

    @Test
    void hasMoreThanFiftyTypesAndThoseOfTheContract() {
        assertThat(catalogue.all()).hasSizeGreaterThan(50);
        assertThat(catalogue.all())
                .extracting(EventType::name)
                .isSorted()
                .contains("deal.created", "deal.updated", "deal.stage_changed")
                .contains("deal.closed_won", "deal.closed_lost", "deal.deleted")
                .contains("contact.created", "contact.updated", "contact.merged", "contact.deleted")
                .contains("activity.email", "activity.call", "activity.meeting");
    }

    @Test
    void findsATypeByItsExactNameOnly() {
        assertThat(catalogue.find("deal.updated"))
                .hasValueSatisfying(type -> assertThat(type.description()).isNotBlank());
        assertThat(catalogue.find("deal")).isEmpty();
        assertThat(catalogue.find("Deal.updated")).isEmpty();
    }

    @Test
    void readsEveryFileOfItsFolder() throws IOException {
        Path folder = Path.of("src/main/resources/dev/atlas/webhooks/event/catalogue");
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> objects = files.map(f -> f.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toSet());
            assertThat(catalogue.all().stream().map(t -> t.name().replaceAll("\\..*", "")))
                    .containsAll(objects);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSampleHoldsExactlyTheDeclaredProperties(EventType type) {
        Set<String> found = new TreeSet<>();
        collect("", JSON.readTree(type.sample().data()), declared(type), found);
        found.remove(""); // data itself
        Set<String> wanted = new TreeSet<>(declared(type).keySet());
        wanted.add(type.name().replaceAll("\\..*", ""));
        assertThat(found).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("types")
    void previousHoldsDeclaredPropertiesWithOtherValues(EventType type) {
        if (type.sample().previous() == null) {
            return;
        }
        JsonNode data = JSON.readTree(type.sample().data());
        JsonNode previous = JSON.readTree(type.sample().previous());
        collect("", previous, declared(type), new TreeSet<>());
        assertThat(changed(previous, data))
                .as("every earlier value differs from the present one")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyPropertyIsDescribedInOneLine(EventType type) {
        assertThat(type.description()).endsWith(".").doesNotContain("\n");
        assertThat(type.properties())
                .allSatisfy(p -> assertThat(p.description()).isNotBlank().doesNotContain("\n"))
                .extracting(Property::path)
                .doesNotHaveDuplicates();
    }

    private static Map<String, Property> declared(EventType type) {
        return type.properties().stream().collect(Collectors.toMap(Property::path, Function.identity()));
    }

    private static void collect(String path, JsonNode value, Map<String, Property> declared, Set<String> found) {
        found.add(path);
        Property property = declared.get(path);
        if (property != null) {
            assertThat(fits(value, property))
                    .as("%s is %s, declared as %s", path, value, property)
                    .isTrue();
        } else {
            assertThat(path)
                    .as("only data and its one member need no declaration")
                    .doesNotContain(".");
        }
        if (value.isArray()) {
            value.forEach(element -> {
                if (element.isObject()) {
                    collectMembers(path, element, declared, found);
                }
            });
        } else {
            collectMembers(path, value, declared, found);
        }
    }

    private static void collectMembers(
            String path, JsonNode object, Map<String, Property> declared, Set<String> found) {
        object.forEachEntry(
                (name, member) -> collect(path.isEmpty() ? name : path + "." + name, member, declared, found));
    }

    private static boolean fits(JsonNode value, Property property) {
        if (value.isNull()) {
            return true;
        }
        if (!property.values().isEmpty() && !property.values().contains(value.asString())) {
            return false;
        }
        return switch (property.type()) {
            case STRING -> value.isString();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case TIME -> value.isString() && Instant.parse(value.asString()) != null;
            case ARRAY -> value.isArray();
            case OBJECT -> value.isObject();
            case ANY -> true;
        };
    }

    private static boolean changed(JsonNode previous, JsonNode present) {
        if (previous.isObject() && present.isObject()) {
            return previous.propertyStream().allMatch(e -> changed(e.getValue(), present.path(e.getKey())));
        }
        return !previous.equals(present);
    }
}
