package dev.atlas.webhooks.servlet;

import dev.atlas.webhooks.pipeline.Health;
import dev.atlas.webhooks.servlet.json.JsonWriter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code /healthz} says that the process answers; {@code /readyz} (200 or 503) whether it does its work. Anybody may ask,
 * so neither tells more than is needed to act. Thread-safe.
 */
final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Supplier<Health> health;

    HealthServlet(Supplier<Health> health) {
        this.health = health;
    }

    /** The body of {@code /healthz}. */
    private record Up(String status) {}

    /** The body of {@code /readyz}; the lag is how long the oldest due delivery has been waiting. */
    private record Ready(String status, List<String> problems, List<String> notices, long lagMs) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals("/healthz")) {
            write(response, 200, new Up("up"));
            return;
        }
        Health now = health.get();
        write(
                response,
                now.isReady() ? 200 : 503,
                new Ready(
                        now.isReady() ? "ready" : "not_ready",
                        now.problems(),
                        now.notices(),
                        now.lag().toMillis()));
    }

    private static void write(HttpServletResponse response, int status, Record body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JsonWriter.bytes(body));
    }
}
