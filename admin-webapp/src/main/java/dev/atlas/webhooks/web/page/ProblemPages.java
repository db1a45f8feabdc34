package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.endpoint.EndpointUnreadableException;
import dev.atlas.webhooks.endpoint.SecretUnreadableException;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.session.StaleFormException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a resource throws into a page in plain words; the details of a bug go to the log only. Thread-safe. */
public final class ProblemPages implements ExceptionMapper<Exception> {
    private static final Logger log = LoggerFactory.getLogger(ProblemPages.class);

    private final Templates templates;

    public ProblemPages(Templates templates) {
        this.templates = templates;
    }

    @Override
    public Response toResponse(Exception failure) {
        if (failure instanceof StaleFormException) {
            return page(
                    403,
                    "This page is too old",
                    "Your session has changed since it was loaded. Go back and reload it.");
        }
        if (failure instanceof WebApplicationException refused) {
            Response answer = refused.getResponse();
            return answer.hasEntity() || answer.getStatus() < 400 ? answer : page(answer.getStatus());
        }
        if (failure instanceof EndpointUnreadableException damaged) {
            log.warn("A page could not be made: {}", damaged.getMessage());
            return page(
                    500, shell -> templates.endpointDamaged(shell, damaged.id().toString(), damaged.reason()));
        }
        if (failure instanceof SecretUnreadableException locked) {
            log.warn("A page could not be made: {}", locked.getMessage());
            return page(
                    500,
                    "This cannot be decrypted",
                    "Either the server has another master key than the one it was encrypted with, or it was damaged: "
                            + locked.getMessage() + ". The server's operator can put that right.");
        }
        log.error("A page could not be made", failure);
        return page(500);
    }

    private Response page(int status) {
        return switch (status) {
            case 403 -> page(status, "Not allowed", "Your role does not allow this. Ask an owner of the workspace.");
            case 404 ->
                page(status, "Not found", "There is no page at this address. What it showed may have been deleted.");
            case 413 -> page(status, "Too much", "The form holds more than the server accepts (256 KiB).");
            case 500 -> page(status, "Something broke", "The server's log says what. Try again in a moment.");
            default -> page(status, "This did not work", "The server refused the request (HTTP " + status + ").");
        };
    }

    private Response page(int status, String title, String sentence) {
        return page(status, shell -> templates.problem(shell, title, sentence));
    }

    private static Response page(int status, Page page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(page)
                .build();
    }
}
