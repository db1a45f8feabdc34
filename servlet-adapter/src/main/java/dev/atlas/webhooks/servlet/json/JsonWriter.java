package dev.atlas.webhooks.servlet.json;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Writes a record as JSON. Thread-safe. */
public final class JsonWriter implements MessageBodyWriter<Record> {

    /** The value as JSON in UTF-8. */
    public static byte[] bytes(Record value) {
        return JsonText.MAPPER.writeValueAsBytes(value);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public void writeTo(
            Record value,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        // In memory first: a value that cannot be written must become a problem, not half an answer.
        byte[] json = bytes(value);
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, json.length);
        out.write(json);
    }
}
