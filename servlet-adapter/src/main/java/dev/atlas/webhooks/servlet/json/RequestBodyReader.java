package dev.atlas.webhooks.servlet.json;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;

/** Reads the body of any request, no further than its operation allows, whatever its headers claim. Thread-safe. */
public final class RequestBodyReader implements MessageBodyReader<RequestBody> {
    /** Most bytes of a body that describes one thing. */
    private static final int ORDINARY = 256 * 1024;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == RequestBody.class;
    }

    /** @throws Refusal when the body is too large or breaks off */
    @Override
    public RequestBody readFrom(
            Class<RequestBody> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in) {
        int most = Arrays.stream(annotations)
                .filter(MaxBytes.class::isInstance)
                .mapToInt(annotation -> ((MaxBytes) annotation).value())
                .findFirst()
                .orElse(ORDINARY);
        byte[] bytes;
        try {
            bytes = in.readNBytes(most + 1);
        } catch (IOException e) {
            throw Refusal.malformed("the body ended before it was complete");
        }
        if (bytes.length > most) {
            throw Refusal.tooLarge("the body of this request has at most %,d bytes".formatted(most));
        }
        return new RequestBody(bytes, mediaType, headers.getFirst(HttpHeaders.CONTENT_ENCODING));
    }
}
