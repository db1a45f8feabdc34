package dev.atlas.webhooks.alert;

import java.util.Locale;

/** A number with the word for what it counts, for people. */
public final class Counted {
    private Counted() {}

    /** Such as "1 event" and "1,204 events". */
    public static String of(long count, String one, String many) {
        return String.format(Locale.ENGLISH, "%,d %s", count, count == 1 ? one : many);
    }
}
