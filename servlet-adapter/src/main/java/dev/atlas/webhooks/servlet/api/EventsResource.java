package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EventAdmin;
import dev.atlas.webhooks.admin.EventSearch;
import dev.atlas.webhooks.admin.Ingest;
import dev.atlas.webhooks.admin.IngestAnswer;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.event.EventReader;
import dev.atlas.webhooks.event.EventReading;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.event.TraceParent;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.servlet.json.Elements;
import dev.atlas.webhooks.servlet.json.MaxBytes;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.Refusal;
import dev.atlas.webhooks.servlet.json.RequestBody;
import dev.atlas.webhooks.servlet.openapi.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /events}: publish, search, read. */
@Path("/events")
@Produces("application/json")
public final class EventsResource {
    /** Most bytes of a batch; with the most events of a batch that is 16 KiB each on average. */
    private static final int MAX_BATCH_BYTES = 16 * 1024 * 1024;

    private final Ingest ingest;
    private final EventAdmin events;

    EventsResource(Ingest ingest, EventAdmin events) {
        this.ingest = ingest;
        this.events = events;
    }

    /** The answer for one event. */
    record Published(String id) {}

    @POST
    @Needs(Scope.PUBLISH)
    @Answers(value = Published.class, status = 202)
    public Response publish(
            @Context SecurityContext security,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Nullable String trace,
            @MaxBytes(EventReader.MAX_BYTES) RequestBody body) {
        Actor actor = Caller.of(security);
        IdempotencyKey.check(key);
        List<String> ids = accepted(ingest.publish(actor.workspace(), body.text(), key, TraceParent.parse(trace)), "");
        return Response.accepted(new Published(ids.get(0))).build();
    }

    @POST
    @Needs(Scope.PUBLISH)
    @Path("/batch")
    @Answers(value = Published.class, status = 202, list = true)
    public Response publishBatch(
            @Context SecurityContext security,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam("traceparent") @Nullable String trace,
            @MaxBytes(MAX_BATCH_BYTES) RequestBody body) {
        Actor actor = Caller.of(security);
        IdempotencyKey.check(key);
        Elements elements = Elements.of(body.text(), "events", Ingest.MAX_BATCH);
        IngestAnswer answer = ingest.publishBatch(actor.workspace(), elements.slices(), key, TraceParent.parse(trace));
        List<String> ids = accepted(answer, elements.pointer());
        return Response.accepted(new ListBody<>(ids.stream().map(Published::new).toList(), null))
                .build();
    }

    @GET
    public ListBody<EventBody> list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        EventSearch search = new EventSearch(
                query.text("type"), query.text("tag"), query.time("since"), query.time("until"), query.text("q"));
        SliceRequest request = ListBody.request(query, EventId::parse);
        query.end();
        return ListBody.of(events.list(Caller.of(security).workspace(), search, request), EventBody::of);
    }

    @GET
    @Path("/{id}")
    public EventBody get(@Context SecurityContext security, @PathParam("id") String id) {
        return EventBody.withDecisions(
                Required.of(events.get(Caller.of(security).workspace(), id)));
    }

    /** The ids; {@code pointer} is where the events stand in the body. */
    private static List<String> accepted(IngestAnswer answer, String pointer) {
        return answer.when(new IngestAnswer.Cases<>() {
            @Override
            public List<String> accepted(List<String> publicIds) {
                return publicIds;
            }

            @Override
            public List<String> refused(EventReading.Kind kind, List<Problem> problems) {
                List<Problem> placed = problems.stream()
                        .map(problem -> new Problem(pointer + problem.pointer(), problem.detail()))
                        .toList();
                throw switch (kind) {
                    case MALFORMED -> Refusal.malformed(placed.get(0).detail());
                    case INVALID -> Refusal.invalid(placed);
                    case TOO_LARGE -> Refusal.tooLarge(placed.get(0).detail(), placed);
                };
            }

            @Override
            public List<String> conflict(String detail) {
                throw Refusal.conflict(detail);
            }
        });
    }
}
