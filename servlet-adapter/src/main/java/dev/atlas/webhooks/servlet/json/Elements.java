package dev.atlas.webhooks.servlet.json;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The elements of a JSON array, each as the slice of the text that it stands in, so that nothing in it is rewritten.
 *
 * @param pointer where the array stands in the body; empty when it is the whole body
 */
public record Elements(String pointer, List<String> slices) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    public Elements {
        slices = List.copyOf(slices);
    }

    /**
     * Slices an array, or the array that is the only member of an object.
     *
     * @param member the name of that member
     * @param most elements allowed
     * @throws Refusal for anything else
     */
    public static Elements of(String text, String member, int most) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken token = parser.nextToken();
            boolean wrapped = token == JsonToken.START_OBJECT;
            if (wrapped) {
                token = member.equals(parser.nextName()) ? parser.nextToken() : null;
            }
            if (token != JsonToken.START_ARRAY) {
                throw wanted(member);
            }
            List<String> slices = slices(parser, text, most);
            if (wrapped && parser.nextToken() != JsonToken.END_OBJECT) {
                throw wanted(member);
            }
            if (parser.nextToken() != null) {
                throw Refusal.malformed("there is text after the end of the JSON");
            }
            return new Elements(wrapped ? "/" + member : "", slices);
        } catch (JacksonException e) {
            throw RequestBody.notJson(e);
        }
    }

    private static List<String> slices(JsonParser parser, String text, int most) {
        List<String> slices = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (slices.size() == most) {
                throw Refusal.tooLarge("one request takes at most %,d of them".formatted(most));
            }
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            parser.finishToken();
            slices.add(text.substring(start, (int) parser.currentLocation().getCharOffset()));
        }
        return slices;
    }

    private static Refusal wanted(String member) {
        return Refusal.malformed("the body must be a JSON array, or an object like {\"%s\": […]}".formatted(member));
    }
}
