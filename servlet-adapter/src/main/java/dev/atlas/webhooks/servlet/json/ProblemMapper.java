package dev.atlas.webhooks.servlet.json;

import dev.atlas.webhooks.endpoint.EndpointUnreadableException;
import dev.atlas.webhooks.endpoint.SecretUnreadableException;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.replay.ReplayUnreadableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a request ends with into problem+json. What only we can solve goes to the log, with an id. Thread-safe. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

    private static final int RETRY_AFTER_SECONDS = 5;

    // Jersey's proxies of the current request.
    @Context
    private @Nullable UriInfo uri;

    @Context
    private @Nullable Request request;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return answer(refusal.problem());
        }
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 500) {
            return answer(refused.getResponse());
        }
        if (Database.isUnreachable(failure)) {
            log.warn("{} failed: the database does not answer: {}", operation(), failure.toString());
            return Response.fromResponse(answer(ProblemDetail.ofStatus(
                            "Service Unavailable", 503, "the database does not answer; try again in a moment")))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        if (failure instanceof EndpointUnreadableException damaged) {
            log.warn("{} failed: {}", operation(), damaged.getMessage());
            return answer(ProblemDetail.ofStatus(
                    "Internal Server Error",
                    500,
                    damaged.getMessage() + "; nothing is sent to it until its row in the database is mended"));
        }
        if (failure instanceof ReplayUnreadableException damaged) {
            log.warn("{} failed: {}", operation(), damaged.getMessage());
            return answer(ProblemDetail.ofStatus("Internal Server Error", 500, String.valueOf(damaged.getMessage())));
        }
        if (failure instanceof SecretUnreadableException locked) {
            log.warn("{} failed: {}", operation(), locked.getMessage());
            return answer(ProblemDetail.ofStatus(
                    "Internal Server Error", 500, "it cannot be decrypted: " + locked.getMessage()));
        }
        String id = UUID.randomUUID().toString();
        log.error("{} failed; problem {}", operation(), id, failure);
        return answer(ProblemDetail.ofStatus(
                "Internal Server Error",
                500,
                "this is a fault of the server, not of the request; its log has the details under " + id));
    }

    private Response answer(Response refused) {
        String allow = refused.getHeaderString(HttpHeaders.ALLOW);
        String detail =
                switch (refused.getStatus()) {
                    case 404 -> "there is nothing at " + path();
                    case 405 -> operation() + " is not offered; allowed here: " + allow;
                    case 406 -> "the answer is application/json only; ask for it with Accept";
                    default ->
                        "the request was refused: " + refused.getStatusInfo().getReasonPhrase();
                };
        Response answer =
                answer(ProblemDetail.ofStatus(refused.getStatusInfo().getReasonPhrase(), refused.getStatus(), detail));
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }

    private static Response answer(ProblemDetail problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(ProblemDetail.MEDIA_TYPE).entity(problem);
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Atlas Webhooks\"");
        }
        return answer.build();
    }

    private String operation() {
        return Objects.requireNonNull(request, "not registered with Jersey").getMethod() + " " + path();
    }

    private String path() {
        return Objects.requireNonNull(uri, "not registered with Jersey")
                .getRequestUri()
                .getPath();
    }
}
