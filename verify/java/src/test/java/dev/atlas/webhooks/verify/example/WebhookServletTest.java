package dev.atlas.webhooks.verify.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.verify.Event;
import dev.atlas.webhooks.verify.Webhooks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookServletTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final List<Event> taken = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new WebhookServlet(taken::add, SECRET)), "/webhooks");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void theExampleTakesWhatIsSignedAndRefusesTheRest() throws Exception {
        String body = "{\"id\":\"evt_1\",\"type\":\"deal.updated\",\"data\":{\"name\":\"Grüße\"}}";
        String header = Webhooks.sign(body.getBytes(UTF_8), SECRET, Instant.now());

        assertThat(post(body, header)).isEqualTo(204);
        assertThat(post(body.replace("deal", "cost"), header)).isEqualTo(400);
        assertThat(taken).extracting(Event::id).containsExactly("evt_1");
    }

    private int post(String body, String header) throws Exception {
        URI uri = server.getURI().resolve("/webhooks");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Atlas-Signature", header)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
