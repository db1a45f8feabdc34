package dev.atlas.webhooks.quickstart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Invents what happens in a CRM, out of the sample payloads of the workspace's event types: other companies and people,
 * other numbers, other tags. For one thread.
 */
final class SampleEvents {
    /**
     * An event to publish.
     *
     * @param data JSON text
     * @param previous JSON text; null when the type has none
     */
    record SampleEvent(String type, String objectId, String data, @Nullable String previous) {}

    private record Company(String name, String domain) {}

    private record Person(String name, String mailbox) {}

    private static final Set<String> OBJECTS =
            Set.of("deal", "contact", "activity", "ticket", "task", "subscription", "invoice");
    private static final Set<String> AMOUNTS = Set.of("value", "amount", "total", "mrr");
    private static final Company SAMPLE_COMPANY = new Company("Acme", "acme");
    private static final List<Company> COMPANIES = List.of(
            SAMPLE_COMPANY,
            new Company("Globex", "globex"),
            new Company("Initech", "initech"),
            new Company("Café Königsberg", "koenigsberg"),
            new Company("Umbrella 傘", "umbrella"),
            new Company("Wayne & Sons", "wayne"));
    private static final Person SAMPLE_OWNER = new Person("Mara Lindt", "mara.lindt");
    private static final List<Person> OWNERS = List.of(
            SAMPLE_OWNER,
            new Person("Ayşe Demir", "ayse.demir"),
            new Person("Tom O'Hara", "tom.ohara"),
            new Person("Ines Araújo", "ines.araujo"));
    private static final List<String> TAGS = List.of("enterprise", "emea", "vip", "q4", "test");
    private static final int OBJECTS_OF_A_KIND = 200;

    private final JsonMapper json = new JsonMapper();
    private final List<JsonNode> samples;
    private final Random random;

    SampleEvents(List<JsonNode> samples, Random random) {
        this.samples = List.copyOf(samples);
        this.random = random;
    }

    /** From the samples of the types that the API lists. */
    static SampleEvents from(Api api) {
        List<JsonNode> samples = api.list("event-types").stream()
                .map(type -> type.get("sample"))
                .filter(sample -> OBJECTS.contains(objectOf(sample)))
                .toList();
        return new SampleEvents(samples, new Random());
    }

    private static String objectOf(JsonNode sample) {
        String type = sample.get("type").asString();
        return type.substring(0, type.indexOf('.'));
    }

    SampleEvent next() {
        JsonNode sample = json.readTree(otherNames(json.writeValueAsString(oneOf(samples))));
        JsonNode data = sample.get("data");
        JsonNode object = data.get(objectOf(sample));
        String id = "";
        if (object instanceof ObjectNode members) {
            id = otherId(members);
            otherAmounts(members);
            members.set("tags", otherTags());
        }
        JsonNode previous = sample.get("previous");
        return new SampleEvent(
                sample.get("type").asString(),
                id,
                json.writeValueAsString(data),
                previous == null ? null : json.writeValueAsString(previous));
    }

    /** In the text, since a company's name also stands in titles, addresses and the like. */
    private String otherNames(String text) {
        Company company = oneOf(COMPANIES);
        Person owner = oneOf(OWNERS);
        return text.replace(SAMPLE_COMPANY.name(), company.name())
                .replace(SAMPLE_COMPANY.domain(), company.domain())
                .replace(SAMPLE_OWNER.name(), owner.name())
                .replace(SAMPLE_OWNER.mailbox(), owner.mailbox());
    }

    private String otherId(ObjectNode members) {
        String sample = members.path("id").asString("");
        String id = sample.substring(0, sample.indexOf('_') + 1) + (1 + random.nextInt(OBJECTS_OF_A_KIND));
        members.put("id", id);
        return id;
    }

    /** From a fifth to four times, in whole hundreds. */
    private void otherAmounts(ObjectNode members) {
        for (String name : AMOUNTS) {
            if (members.path(name).isNumber()) {
                double scaled = members.get(name).asDouble() * random.nextDouble(0.2, 4);
                members.put(name, 100 * Math.max(1, Math.round(scaled / 100)));
            }
        }
    }

    private ArrayNode otherTags() {
        List<String> tags = new ArrayList<>(TAGS);
        Collections.shuffle(tags, random);
        ArrayNode chosen = json.createArrayNode();
        tags.subList(0, random.nextInt(4)).forEach(chosen::add);
        return chosen;
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
