package dev.atlas.webhooks.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member may do in a workspace. */
public enum Role {
    /** Everything; a workspace has at least one. */
    OWNER,
    /** Everything but making and unmaking owners. */
    ADMIN,
    /** Changes endpoints and deliveries, sees secrets. */
    DEVELOPER,
    /** Reads everything but secrets, changes nothing. */
    VIEWER;

    /** Whether the role may change things and see secrets. */
    public boolean mayChange() {
        return may(Permission.CHANGE);
    }

    /** Whether the role has the permission. */
    public boolean may(Permission permission) {
        return switch (permission) {
            case CHANGE -> this != VIEWER;
            case ADMINISTER -> this == OWNER || this == ADMIN;
        };
    }

    /** The word used in tables, in the API and in the pages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this word, if there is one. */
    public static Optional<Role> find(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    static Role of(String word) {
        return find(word).orElseThrow(() -> new IllegalArgumentException("there is no role '" + word + "'"));
    }
}
