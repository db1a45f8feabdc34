package dev.atlas.webhooks.event;

import java.util.Locale;

/** What a property holds. Any property may also be null. */
public enum PropertyType {
    STRING,
    NUMBER,
    BOOLEAN,
    /** A point in time: an ISO-8601 string, or a number of Unix seconds. */
    TIME,
    ARRAY,
    OBJECT;

    /** The word used in the catalogue's files, in tables and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
