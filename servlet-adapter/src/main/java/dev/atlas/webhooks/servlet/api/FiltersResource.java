package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.FilterAdmin;
import dev.atlas.webhooks.dsl.CheckReport;
import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Locale;

/** {@code /filters}: what an editor of the filter language asks. */
@Path("/filters")
@Produces("application/json")
public final class FiltersResource {
    private final FilterAdmin filters;

    FiltersResource(FilterAdmin filters) {
        this.filters = filters;
    }

    /** What is to be said about a filter; places are UTF-16 offsets. */
    record CheckBody(boolean valid, List<DiagnosticBody> diagnostics, String formatted) {
        static CheckBody of(CheckReport report) {
            return new CheckBody(
                    report.valid(),
                    report.diagnostics().stream().map(DiagnosticBody::of).toList(),
                    report.formatted());
        }
    }

    /** One diagnostic; {@code severity} is {@code error} or {@code warning}. */
    record DiagnosticBody(
            String severity, String message, int start, int end, int line, int column, String code, List<Fix> fixes) {
        static DiagnosticBody of(Diagnostic diagnostic) {
            return new DiagnosticBody(
                    diagnostic.severity().name().toLowerCase(Locale.ROOT),
                    diagnostic.message(),
                    diagnostic.start(),
                    diagnostic.end(),
                    diagnostic.line(),
                    diagnostic.column(),
                    diagnostic.code(),
                    diagnostic.fixes());
        }
    }

    /** A filter in its canonical form; one that does not parse comes back as it was. */
    record FormatBody(String formatted) {}

    @POST
    @Path("/check")
    public CheckBody check(RequestBody body) {
        Members in = body.members();
        String filter = in.requiredString("filter");
        List<String> types = in.strings("event_types");
        in.end();
        return CheckBody.of(filters.check(filter, types == null ? List.of("*") : types));
    }

    @POST
    @Path("/format")
    public FormatBody format(RequestBody body) {
        Members in = body.members();
        String filter = in.requiredString("filter");
        in.end();
        return new FormatBody(filters.format(filter));
    }
}
