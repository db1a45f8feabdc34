package dev.atlas.webhooks.servlet.json;

import dev.atlas.webhooks.event.MalformedJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request. Immutable. */
public final class RequestBody {
    private static final String UTF_8 = "utf-8";

    private final byte[] bytes;
    private final @Nullable MediaType type;
    private final @Nullable String encoding;

    RequestBody(byte[] bytes, @Nullable MediaType type, @Nullable String encoding) {
        this.bytes = bytes;
        this.type = type;
        this.encoding = encoding;
    }

    /** The members of the JSON object that the body must be. */
    public Members members() {
        return members(text());
    }

    /** The same for an operation that needs no body: an empty one has no members. */
    public Members optionalMembers() {
        return bytes.length == 0 ? new Members(JsonNodeFactory.instance.objectNode()) : members();
    }

    /**
     * The body as it is, not looked into.
     *
     * @throws Refusal when there is none, it is not declared as JSON or not UTF-8
     */
    public String text() {
        if (bytes.length == 0) {
            throw Refusal.malformed("a JSON body is required");
        }
        requireJson();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.malformed("the body is not UTF-8");
        }
    }

    /** Says where in the text reading it as JSON came to an end. */
    static Refusal notJson(JacksonException failure) {
        return Refusal.malformed("the body is " + MalformedJson.describe(failure));
    }

    private static Members members(String text) {
        try {
            JsonNode node = JsonText.MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return new Members(object);
            }
            throw Refusal.malformed("the body must be a JSON object");
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    private void requireJson() {
        if (type == null || !isJson(type)) {
            throw Refusal.unsupportedMediaType("send the body as JSON, with the header Content-Type: application/json");
        }
        String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, UTF_8);
        if (!charset.equalsIgnoreCase(UTF_8)) {
            throw Refusal.unsupportedMediaType("JSON is UTF-8, not " + charset);
        }
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Refusal.unsupportedMediaType("send the body as it is: %s %s is not understood"
                    .formatted(HttpHeaders.CONTENT_ENCODING, encoding));
        }
    }

    private static boolean isJson(MediaType type) {
        String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
        return subtype.equals("json") || subtype.endsWith("+json");
    }
}
