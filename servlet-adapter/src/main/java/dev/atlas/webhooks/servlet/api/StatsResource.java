package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.StatsAdmin;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.stats.Window;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@code /stats}: numbers of the workspace or of one endpoint. */
@Path("/stats")
@Produces("application/json")
public final class StatsResource {
    private final StatsAdmin stats;

    StatsResource(StatsAdmin stats) {
        this.stats = stats;
    }

    @GET
    public StatsBody read(@Context SecurityContext security, @Context UriInfo uri) {
        Actor actor = Caller.of(security);
        Query query = new Query(uri.getQueryParameters());
        String endpoint = query.text("endpoint");
        Window window = query.read("window", StatsResource::window);
        query.end();
        return StatsBody.of(Required.of(stats.read(
                actor.workspace(),
                endpoint == null ? null : PathId.endpoint(actor, endpoint),
                Objects.requireNonNullElse(window, Window.DAY))));
    }

    private static Window window(String word) {
        return Window.of(word)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(Window.values()).map(Window::word).collect(Collectors.joining(", "))
                        + ", not '" + word + "'"));
    }
}
