package dev.atlas.webhooks.dsl.value;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Instants as texts name them, see {@link TimeReader}, and as Unix seconds. */
public final class Times {

    private Times() {}

    /** The instant that a text names; empty when it is no ISO-8601 date or instant. */
    public static Optional<Instant> parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TimeReader reader = new TimeReader();
        return reader.read(bytes, 0, bytes.length)
                ? Optional.of(Instant.ofEpochSecond(reader.seconds(), reader.nanos()))
                : Optional.empty();
    }

    /** The instant as Unix seconds, exact. */
    public static BigDecimal unixSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    }
}
