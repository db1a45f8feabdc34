package dev.atlas.webhooks.web.session;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.Permission;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param actor the member who is logged in; null before
 * @param token the secret in the visitor's cookie, logged in or not
 */
public record Visitor(@Nullable Actor actor, String token) {
    /** Somebody of whom nothing is known yet. */
    static final Visitor NOBODY = new Visitor(null, "-");

    /** What forms carry to prove that they are ours. */
    public String csrf() {
        return Csrf.of(token);
    }

    /** The member's name, empty before log-in. */
    public String name() {
        return actor == null ? "" : actor.name();
    }

    /** The member's role in lower case, empty before log-in. */
    public String role() {
        return actor == null ? "" : actor.role().name().toLowerCase(Locale.ROOT);
    }

    /** Whether the member's role allows to change anything. */
    public boolean mayChange() {
        return actor != null && actor.role().mayChange();
    }

    /** Whether the member's role allows to administer the workspace. */
    public boolean mayAdminister() {
        return actor != null && actor.role().may(Permission.ADMINISTER);
    }

    @Override
    public String toString() {
        return "Visitor[" + (actor == null ? "not logged in" : actor.name()) + "]";
    }
}
