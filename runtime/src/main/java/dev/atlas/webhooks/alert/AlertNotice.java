package dev.atlas.webhooks.alert;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an owner is to be told, as the facts stood when it happened. The settlement writes it as JSON beside the
 * deliveries it concerns; {@link AlertMail} puts it into words later.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AlertNotice.EndpointFailing.class, name = "endpoint_failing"),
    @JsonSubTypes.Type(value = AlertNotice.EndpointPaused.class, name = "endpoint_paused"),
    @JsonSubTypes.Type(value = AlertNotice.DeliveryDied.class, name = "delivery_died"),
    @JsonSubTypes.Type(value = AlertNotice.EndpointRecovered.class, name = "endpoint_recovered"),
    @JsonSubTypes.Type(value = AlertNotice.SecretExpiring.class, name = "secret_expiring"),
    @JsonSubTypes.Type(value = AlertNotice.BacklogGrew.class, name = "backlog_grew")
})
public sealed interface AlertNotice {

    /** The endpoint it is about. */
    Target endpoint();

    /** What kind of alert it is. */
    AlertKind kind();

    /** The same notice when it stands for so many of its kind that gathered since the last mail. */
    default AlertNotice standingFor(int occurrences) {
        return this;
    }

    /**
     * Every attempt since then has failed.
     *
     * @param failingSince the first failure after the last success
     */
    record EndpointFailing(Target endpoint, LastError error, Instant failingSince, Instant toldAt)
            implements AlertNotice {
        @Override
        public AlertKind kind() {
            return AlertKind.FAILING;
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.endpointFailing(this);
        }
    }

    /**
     * A delivery died and nothing has got through since its first attempt, so the endpoint was paused.
     *
     * @param failingSince the first attempt of the dead delivery
     * @param pausedAt when the endpoint was paused
     * @param waiting how many deliveries waited for it at that moment
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
        public AlertKind kind() {
            return AlertKind.PAUSED;
        }

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
     * @param others how many more died since the last mail
     */
    record DeliveryDied(
            Target endpoint, DeadDelivery delivery, LastError error, Instant failingSince, Instant diedAt, int others)
            implements AlertNotice {
        @Override
        public AlertKind kind() {
            return AlertKind.DEAD_LETTERS;
        }

        @Override
        public AlertNotice standingFor(int occurrences) {
            return new DeliveryDied(endpoint, delivery, error, failingSince, diedAt, occurrences - 1);
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.deliveryDied(this);
        }
    }

    /**
     * An endpoint that was said to fail, or was paused, has taken a delivery.
     *
     * @param waiting how many deliveries still wait for it, held or to be tried again
     * @param held how many of them are held, and follow in order
     */
    record EndpointRecovered(Target endpoint, Instant recoveredAt, long waiting, long held) implements AlertNotice {
        @Override
        public AlertKind kind() {
            return AlertKind.RECOVERED;
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.endpointRecovered(this);
        }
    }

    /** After a rotation, the old secret stops signing soon. */
    record SecretExpiring(Target endpoint, Instant expiresAt) implements AlertNotice {
        @Override
        public AlertKind kind() {
            return AlertKind.SECRET_EXPIRING;
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.secretExpiring(this);
        }
    }

    /**
     * Deliveries wait for longer than they should although the endpoint is in service.
     *
     * @param dueSince when the oldest of them was to be attempted
     */
    record BacklogGrew(Target endpoint, Instant dueSince, Instant toldAt) implements AlertNotice {
        @Override
        public AlertKind kind() {
            return AlertKind.BACKLOG;
        }

        @Override
        public <R> R when(Cases<R> cases) {
            return cases.backlogGrew(this);
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
        R endpointFailing(EndpointFailing failing);

        R endpointPaused(EndpointPaused paused);

        R deliveryDied(DeliveryDied died);

        R endpointRecovered(EndpointRecovered recovered);

        R secretExpiring(SecretExpiring expiring);

        R backlogGrew(BacklogGrew grew);
    }

    /** The stored form; {@link #parse} reads it. */
    default String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /**
     * Reads the stored form, that of an earlier version too: a number it did not have yet is 0.
     *
     * @throws tools.jackson.core.JacksonException when it is not one
     */
    static AlertNotice parse(String json) {
        return JsonMapper.shared()
                .readerFor(AlertNotice.class)
                .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .readValue(json);
    }

    /** Likewise what may have been damaged since: empty when it is none. */
    static Optional<AlertNotice> read(@Nullable String json) {
        try {
            return Optional.ofNullable(json).map(AlertNotice::parse).filter(notice -> notice.endpoint() != null);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
