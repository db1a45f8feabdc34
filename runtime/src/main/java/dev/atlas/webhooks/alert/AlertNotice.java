package dev.atlas.webhooks.alert;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an owner is to be told, as the facts stood when it happened. The settlement writes it as JSON beside the
 * deliveries it concerns; {@link AlertMail} puts it into words later.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AlertNotice.EndpointPaused.class, name = "endpoint_paused"),
    @JsonSubTypes.Type(value = AlertNotice.DeliveryDied.class, name = "delivery_died")
})
public sealed interface AlertNotice {

    /** The endpoint it is about. */
    Target endpoint();

    /** The delivery that became a dead letter. */
    DeadDelivery delivery();

    /**
     * A delivery died and nothing has got through since its first attempt, so the endpoint was paused.
     *
     * @param failingSince the first attempt of the dead delivery
     * @param pausedAt when the endpoint was paused
     * @param waiting how many events were held for it at that moment
     */
    record EndpointPaused(
            Target endpoint,
            DeadDelivery delivery,
            LastError error,
            Instant failingSince,
            Instant pausedAt,
            long waiting)
            implements AlertNotice {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.endpointPaused(this);
        }
    }

    /**
     * A delivery died, but the endpoint takes others and stays active: what is wrong is probably the payload.
     *
     * @param failingSince the first attempt of the dead delivery
     * @param diedAt when its last attempt failed
     */
    record DeliveryDied(Target endpoint, DeadDelivery delivery, LastError error, Instant failingSince, Instant diedAt)
            implements AlertNotice {
        @Override
        public <R> R when(Cases<R> cases) {
            return cases.deliveryDied(this);
        }
    }

    /**
     * An endpoint as its owner knows it.
     *
     * @param id the shown form, {@code ep_…}
     * @param workspace the workspace's name
     * @param description may be empty
     */
    record Target(String id, String workspace, String description, String url) {}

    /**
     * A dead letter.
     *
     * @param id the shown form, {@code dlv_…}
     * @param event the shown form, {@code evt_…}
     */
    record DeadDelivery(String id, String event, String eventType, int attempts) {}

    /**
     * How the last attempt failed.
     *
     * @param status null when there was no complete response
     * @param message one sentence in plain words
     * @param excerpt the response body, cut here to 1,000 characters and made printable; null when there was none
     */
    record LastError(@Nullable Integer status, String message, @Nullable String excerpt) {
        private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\r\n\t]]");
        private static final int LONGEST_EXCERPT = 1_000;

        public LastError {
            excerpt = excerpt == null
                    ? null
                    : Mail.cut(UNPRINTABLE.matcher(excerpt).replaceAll("\uFFFD"), LONGEST_EXCERPT);
        }
    }

    /** Hands this to its case. */
    <R> R when(Cases<R> cases);

    /** One answer per kind. */
    interface Cases<R> {
        R endpointPaused(EndpointPaused paused);

        R deliveryDied(DeliveryDied died);
    }

    /** The stored form; {@link #parse} reads it. */
    default String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /**
     * Reads the stored form.
     *
     * @throws tools.jackson.core.JacksonException when it is not one
     */
    static AlertNotice parse(String json) {
        return JsonMapper.shared().readValue(json, AlertNotice.class);
    }
}
