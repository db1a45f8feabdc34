package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.web.jte.StaticTemplates;
import dev.atlas.webhooks.web.jte.Templates;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a resource throws into a page in plain words; the details of a bug go to the log only. Thread-safe. */
public final class ProblemPages implements ExceptionMapper<Exception> {
    private static final Logger log = LoggerFactory.getLogger(ProblemPages.class);

    private final Templates templates = new StaticTemplates();

    @Override
    public Response toResponse(Exception failure) {
        if (failure instanceof WebApplicationException refused) {
            Response answer = refused.getResponse();
            return answer.hasEntity() || answer.getStatus() < 400 ? answer : page(answer.getStatus());
        }
        log.error("A page could not be made", failure);
        return page(500);
    }

    private Response page(int status) {
        Page page =
                switch (status) {
                    case 404 -> problem("Not found", "There is no page at this address. It may have been deleted.");
                    case 403 -> problem("Not allowed", "Your role does not allow this. Ask an owner of the workspace.");
                    case 500 -> problem("Something broke", "The server's log says what. Try again in a moment.");
                    default -> problem("This did not work", "The server refused the request (HTTP " + status + ").");
                };
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(page)
                .build();
    }

    private Page problem(String title, String sentence) {
        return shell -> templates.problem(shell, title, sentence);
    }
}
