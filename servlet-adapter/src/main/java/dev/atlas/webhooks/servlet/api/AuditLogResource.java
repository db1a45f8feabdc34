package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.AuditEntry;
import dev.atlas.webhooks.admin.AuditLog;
import dev.atlas.webhooks.admin.AuditSearch;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.AuditId;
import dev.atlas.webhooks.servlet.json.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /audit-log}: who changed what. */
@Path("/audit-log")
@Produces("application/json")
@Needs(Scope.ADMIN)
public final class AuditLogResource {
    private final AuditLog log;

    AuditLogResource(AuditLog log) {
        this.log = log;
    }

    /** One change; {@code before} and {@code after} hold of an update only what differs. */
    record AuditBody(
            String id,
            Instant occurredAt,
            String actor,
            String from,
            String action,
            String subject,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        static AuditBody of(AuditEntry entry) {
            return new AuditBody(
                    entry.id().toString(),
                    entry.at(),
                    entry.actor(),
                    entry.from(),
                    entry.action(),
                    entry.subject(),
                    entry.before(),
                    entry.after());
        }
    }

    @GET
    public ListBody<AuditBody> list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        AuditSearch search = new AuditSearch(
                query.text("actor"),
                query.text("action"),
                query.text("subject"),
                query.time("since"),
                query.time("until"));
        SliceRequest request = ListBody.request(query, AuditId::parse);
        query.end();
        return ListBody.of(Required.of(log.list(Caller.of(security), search, request)), AuditBody::of);
    }
}
