package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.ApiKey;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who sent the request: the holder of an API key, and who that is to the services. */
record Caller(ApiKey key, Actor actor) implements Principal {

    /** Who the filter found, in a resource. */
    static Actor of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof Caller caller) {
            return caller.actor;
        }
        throw new IllegalStateException("ApiKeyFilter did not run");
    }

    @Override
    public String getName() {
        return actor.name();
    }

    /** Tells resources that this is the caller. */
    SecurityContext context(boolean secure) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return Caller.this;
            }

            @Override
            public boolean isUserInRole(String role) {
                return actor.role().word().equals(role);
            }

            @Override
            public boolean isSecure() {
                return secure;
            }

            @Override
            public String getAuthenticationScheme() {
                return "Bearer";
            }
        };
    }
}
