package dev.atlas.webhooks.servlet.json;

import dev.atlas.webhooks.event.MalformedJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request, read only as far as its operation allows, whatever its headers claim. For one thread. */
public final class RequestBody {
    /** Most bytes of a body that describes one thing. */
    private static final int ORDINARY = 256 * 1024;

    private final InputStream in;
    private final @Nullable MediaType type;
    private final @Nullable String encoding;

    RequestBody(InputStream in, @Nullable MediaType type, @Nullable String encoding) {
        this.in = in;
        this.type = type;
        this.encoding = encoding;
    }

    /** The members of the JSON object that the body must be. */
    public Members members() {
        return members(text(ORDINARY));
    }

    /** The same for an operation that needs no body: an empty one has no members. */
    public Members optionalMembers() {
        byte[] bytes = bytes(ORDINARY);
        return bytes.length == 0 ? new Members(JsonNodeFactory.instance.objectNode()) : members(decode(bytes));
    }

    /**
     * The body as it is, not looked into.
     *
     * @throws Refusal when there is none, it is too large, not declared as JSON or not UTF-8
     */
    public String text(int maxBytes) {
        byte[] bytes = bytes(maxBytes);
        if (bytes.length == 0) {
            throw Refusal.malformed("a JSON body is required");
        }
        return decode(bytes);
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

    private byte[] bytes(int maxBytes) {
        byte[] bytes;
        try {
            bytes = in.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            throw Refusal.malformed("the body ended before it was complete");
        }
        if (bytes.length > maxBytes) {
            throw Refusal.tooLarge("the body of this request has at most %,d bytes".formatted(maxBytes));
        }
        if (bytes.length > 0) {
            requireJson();
        }
        return bytes;
    }

    private void requireJson() {
        if (type == null || !isJson(type)) {
            throw Refusal.unsupportedMediaType("send the body as JSON, with the header Content-Type: application/json");
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

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.malformed("the body is not UTF-8");
        }
    }
}
