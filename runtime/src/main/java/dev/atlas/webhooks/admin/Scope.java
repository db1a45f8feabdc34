package dev.atlas.webhooks.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an API key is for. */
public enum Scope {
    /** Publishing events. */
    PUBLISH,
    /** Reading everything but secrets, members, keys and the audit log. */
    READ,
    /** Changing endpoints and deliveries, seeing secrets; includes reading. */
    MANAGE,
    /** Everything, members and keys too. */
    ADMIN;

    /** The word used in tables and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of this word, if there is one. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }

    /** Whether a key with these scopes may do what this scope is for. */
    public boolean isIn(Set<Scope> scopes) {
        return scopes.contains(this) || scopes.contains(ADMIN) || (this == READ && scopes.contains(MANAGE));
    }

    /** The role that a key with these scopes has in the services. */
    static Role role(Set<Scope> scopes) {
        return ADMIN.isIn(scopes) ? Role.ADMIN : MANAGE.isIn(scopes) ? Role.DEVELOPER : Role.VIEWER;
    }
}
