package dev.atlas.webhooks.event;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * The bytes a receiver gets (contract, section 3): a pure function of the event and the sequence, hence identical on every
 * attempt and replay of a delivery.
 */
public final class DeliveryBody {
    private DeliveryBody() {}

    /** The body of the delivery that has this sequence at its endpoint. */
    public static byte[] of(StoredEvent stored, long sequence) {
        NewEvent event = stored.event();
        StringBuilder json = new StringBuilder(event.data().length() + 400);
        json.append("{\"id\":");
        quote(json, stored.publicId());
        json.append(",\"object\":\"event\",\"type\":");
        quote(json, event.type());
        json.append(",\"created\":").append(event.created());
        json.append(",\"sequence\":").append(sequence);
        json.append(",\"workspace\":\"").append(stored.id().workspace()).append('"');
        json.append(",\"tags\":[");
        for (int i = 0; i < event.tags().size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            quote(json, event.tags().get(i));
        }
        json.append("],\"data\":").append(event.data());
        if (event.previous() != null) {
            json.append(",\"previous\":").append(event.previous());
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }
}
