package dev.atlas.webhooks.endpoint;

import java.util.Locale;

/** How an endpoint goes out of service and comes back. */
public enum EndpointFlow {
    /** Nothing is held back: new deliveries go out at once. */
    OPEN,
    /** Just taken out of service: what was pending is being held, or cancelled, piece by piece. */
    HOLDING,
    /** Just resumed: one held delivery is tried, everything else is held. */
    PROBING,
    /** The probe got through: held deliveries go out in order at a ramp, new ones queue behind them. */
    DRAINING,
    /** Everything is held until the listener's connection takes it; see {@link Endpoint#isListener}. */
    LISTENING;

    /** The word used in tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The flow of this word. */
    public static EndpointFlow of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
