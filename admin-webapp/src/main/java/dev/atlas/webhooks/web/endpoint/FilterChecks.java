package dev.atlas.webhooks.web.endpoint;

import dev.atlas.webhooks.admin.FilterAdmin;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the filter editor asks while somebody types. Answers as {@code POST /api/v1/filters/check} does. Thread-safe. */
@Path("/ui/filters")
public final class FilterChecks {
    private final FilterAdmin filters;
    private final JsonMapper json =
            JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).build();

    public FilterChecks(FilterAdmin filters) {
        this.filters = filters;
    }

    @POST
    @Path("check")
    @Produces(MediaType.APPLICATION_JSON)
    public String check(
            @FormParam("filter") @DefaultValue("") String filter,
            @FormParam("event_types") @DefaultValue("") String eventTypes) {
        return json.writeValueAsString(filters.check(filter, EndpointForm.patterns(eventTypes)));
    }
}
