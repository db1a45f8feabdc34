package dev.atlas.webhooks.web.filter;

import dev.atlas.webhooks.admin.FilterAdmin;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the filter editor asks while somebody types. Answers as the HTTP API does. Thread-safe. */
@Path("/ui/filters")
public final class FilterEditor {
    private final FilterAdmin filters;
    private final JsonMapper json =
            JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).build();

    public FilterEditor(FilterAdmin filters) {
        this.filters = filters;
    }

    @POST
    @Path("check")
    @Produces(MediaType.APPLICATION_JSON)
    public String check(
            @Context HttpServletRequest request,
            @FormParam("filter") @DefaultValue("") String filter,
            @FormParam("event_types") @DefaultValue("") String eventTypes) {
        return json.writeValueAsString(
                filters.check(Visit.of(request).actor().workspace(), filter, Patterns.of(eventTypes)));
    }

    @POST
    @Path("complete")
    @Produces(MediaType.APPLICATION_JSON)
    public String complete(
            @Context HttpServletRequest request,
            @FormParam("filter") @DefaultValue("") String filter,
            @FormParam("event_types") @DefaultValue("") String eventTypes,
            @FormParam("cursor") @DefaultValue("0") int cursor) {
        int place = Math.max(0, Math.min(cursor, filter.length()));
        return json.writeValueAsString(
                filters.complete(Visit.of(request).actor().workspace(), filter, place, Patterns.of(eventTypes)));
    }
}
