package dev.atlas.webhooks.servlet.json;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import org.glassfish.jersey.server.CloseableService;
import org.jspecify.annotations.Nullable;

/** Reads the body of any request, no further than its operation allows, whatever its headers claim. Thread-safe. */
public final class RequestBodyReader implements MessageBodyReader<RequestBody> {
    /** Most bytes of a body that describes one thing. */
    private static final int ORDINARY = 256 * 1024;

    private final LargeBodies large;

    @Context
    private @Nullable CloseableService request; // Jersey's proxy of the current request's

    /** @param large admits large bodies */
    public RequestBodyReader(LargeBodies large) {
        this.large = large;
    }

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
            bytes = read(in, most + 1, headers);
        } catch (IOException e) {
            throw Refusal.malformed("the body ended before it was complete");
        }
        if (bytes.length > most) {
            throw Refusal.tooLarge("the body of this request has at most %,d bytes".formatted(most));
        }
        return new RequestBody(bytes, mediaType, headers.getFirst(HttpHeaders.CONTENT_ENCODING));
    }

    /** A large one waits for others; it counts until its request is answered. */
    private byte[] read(InputStream in, int most, MultivaluedMap<String, String> headers) throws IOException {
        byte[] first = in.readNBytes(Math.min(most, LargeBodies.ORDINARY));
        if (first.length < LargeBodies.ORDINARY) {
            return first;
        }
        Objects.requireNonNull(request, "not registered with Jersey")
                .add(large.admit(Math.min(most, announced(headers.getFirst(HttpHeaders.CONTENT_LENGTH), most))));
        byte[] rest = in.readNBytes(most - first.length);
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    private static int announced(@Nullable String length, int most) {
        try {
            return length == null ? most : Integer.parseInt(length);
        } catch (NumberFormatException e) {
            return most;
        }
    }
}
