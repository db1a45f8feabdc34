package dev.atlas.webhooks.event;

import java.util.Locale;

/** What a property holds. */
public enum PropertyType {
    STRING,
    NUMBER,
    BOOLEAN,
    /** A point in time: an ISO-8601 string, or a number of Unix seconds. */
    TIME,
    ARRAY,
    OBJECT,
    /** Not declared, or more than one of these. */
    ANY;

    /** The word used in the catalogue's files, in tables and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
