package dev.atlas.webhooks.queue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a delivery stands; the state diagram is in the README of module {@code sql}. */
public enum DeliveryStatus {
    PENDING,
    HELD,
    DELIVERED,
    DEAD,
    CANCELLED;

    /** The word used in tables, in the API and in the pages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of this word, if there is one. */
    public static Optional<DeliveryStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
