package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.ListenSession;
import dev.atlas.webhooks.admin.ListenSessions;
import dev.atlas.webhooks.admin.ListenWish;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.pipeline.Listening;
import dev.atlas.webhooks.servlet.json.MaxBytes;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.RequestBody;
import dev.atlas.webhooks.servlet.listen.ListenStreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /listen}: deliveries for a machine that no request from here can reach. */
@Path("/listen")
@Needs(Scope.MANAGE)
public final class ListenResource {
    private static final int MAX_REPORT_BYTES = 8 * 1024 * 1024;

    private final ListenSessions sessions;
    private final Listening listening;
    private final ListenStreams streams;

    ListenResource(ListenSessions sessions, Listening listening, ListenStreams streams) {
        this.sessions = sessions;
        this.listening = listening;
        this.streams = streams;
    }

    /** How many of the results were written; the others were known already. */
    record Recorded(int recorded) {}

    /**
     * A stream of server-sent events: {@code session}, then {@code delivery} for each, at last {@code end}. Jersey has made
     * the request asynchronous; from here on the stream belongs to {@link ListenStreams}.
     */
    @GET
    @Produces("text/event-stream")
    public void listen(
            @Suspended AsyncResponse suspended,
            @Context SecurityContext security,
            @Context UriInfo uri,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response)
            throws IOException {
        Actor actor = Caller.of(security);
        Query query = new Query(uri.getQueryParameters());
        String session = query.text("session");
        ListenWish wish = new ListenWish(
                query.text("name"), types(query.text("event_types")), query.text("filter"), query.text("forward_to"));
        query.end();
        ListenSession opened = Required.of(
                session == null ? sessions.open(actor, wish) : sessions.resume(actor, PathId.endpoint(actor, session)));
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would keep the events back
        streams.add(opened, request.getAsyncContext(), response.getOutputStream());
    }

    private static @Nullable List<String> types(@Nullable String commaSeparated) {
        return commaSeparated == null
                ? null
                : Arrays.stream(commaSeparated.split(",")).map(String::strip).toList();
    }

    /** What became of attempts. */
    @POST
    @Path("/{session}/results")
    @Produces("application/json")
    public Recorded report(
            @Context SecurityContext security,
            @PathParam("session") String session,
            @MaxBytes(MAX_REPORT_BYTES) RequestBody body) {
        Actor actor = Caller.of(security);
        EndpointId id = PathId.endpoint(actor, session);
        int recorded = Required.of(listening.report(actor, id, ReportBody.read(body)));
        streams.wake();
        return new Recorded(recorded);
    }
}
