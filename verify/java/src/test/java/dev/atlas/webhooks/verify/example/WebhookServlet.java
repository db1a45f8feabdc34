package dev.atlas.webhooks.verify.example;

import dev.atlas.webhooks.verify.Event;
import dev.atlas.webhooks.verify.VerificationException;
import dev.atlas.webhooks.verify.Webhooks;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;

/** Takes webhooks: verifies first, hands over, answers fast. */
public final class WebhookServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Consumer<Event> work;
    private final String secret;

    public WebhookServlet(Consumer<Event> work, String secret) {
        this.work = work;
        this.secret = secret;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] payload = request.getInputStream().readAllBytes();
        try {
            Event event = Webhooks.verify(payload, request.getHeader("Atlas-Signature"), secret);
            work.accept(event); // put it into a queue or a table, by its id; work on it after the answer
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } catch (VerificationException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
        }
    }
}
