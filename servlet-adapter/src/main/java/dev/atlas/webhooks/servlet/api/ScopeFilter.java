package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.ApiKey;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.servlet.json.Refusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns away keys without the scope that the operation needs. Thread-safe. */
@Priority(Priorities.AUTHORIZATION)
final class ScopeFilter implements ContainerRequestFilter {
    @Context
    private @Nullable ResourceInfo operation; // Jersey's proxy of the current request's

    @Override
    public void filter(ContainerRequestContext request) {
        Method method =
                Objects.requireNonNull(operation, "not registered with Jersey").getResourceMethod();
        if (!(request.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
            return; // an open operation
        }
        Scope needed = needed(method);
        ApiKey key = caller.key();
        if (!needed.isIn(key.scopes())) {
            throw Refusal.forbidden("this needs an API key with the scope '%s'; this key's are: %s"
                    .formatted(needed.word(), words(key)));
        }
    }

    /** The scope that an operation needs. */
    static Scope needed(Method operation) {
        Needs own = operation.getAnnotation(Needs.class);
        Needs shared = operation.getDeclaringClass().getAnnotation(Needs.class);
        if (own != null || shared != null) {
            return own != null ? own.value() : Objects.requireNonNull(shared).value();
        }
        return operation.isAnnotationPresent(GET.class) ? Scope.READ : Scope.MANAGE;
    }

    private static String words(ApiKey key) {
        return String.join(", ", key.scopes().stream().map(Scope::word).sorted().toList());
    }
}
