package dev.atlas.webhooks.admin;

import java.util.Locale;

/** What a member may do in a workspace. */
public enum Role {
    OWNER,
    ADMIN,
    DEVELOPER,
    /** Reads everything but secrets, changes nothing. */
    VIEWER;

    /** Whether the role may change things and see secrets. */
    public boolean mayChange() {
        return this != VIEWER;
    }

    /** The word used in tables, in the API and in the pages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
