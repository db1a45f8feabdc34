package dev.atlas.webhooks.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Events that the product itself publishes into a workspace: what happens to its endpoints and deliveries. */
public enum OperationalType {
    ENDPOINT_FAILING,
    ENDPOINT_PAUSED,
    ENDPOINT_RECOVERED,
    ENDPOINT_SECRET_EXPIRING,
    ENDPOINT_BACKLOGGED,
    DELIVERY_DEAD;

    /** The event type's name, such as {@code endpoint.paused}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }

    /** The one of that name. */
    public static Optional<OperationalType> of(String type) {
        if (!type.startsWith("endpoint.") && !type.startsWith("delivery.")) {
            return Optional.empty();
        }
        return Arrays.stream(values()).filter(each -> each.word().equals(type)).findFirst();
    }
}
