package dev.atlas.webhooks.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** The webapp in a real Jetty below the context path {@code /atlas}, with a client for it. */
final class WebappServer {
    private final Server server = new Server();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Starts with the folder that takes the place of the unpacked WAR. */
    WebappServer(Path content) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler webapp = new ServletContextHandler("/atlas");
        webapp.setBaseResource(ResourceFactory.of(webapp).newResource(content));
        webapp.addEventListener(new AdminWebapp());
        server.setHandler(webapp);
        server.start();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/atlas" + path))
                .timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    void stop() throws Exception {
        server.stop();
    }
}
