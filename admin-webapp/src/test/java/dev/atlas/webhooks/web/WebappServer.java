package dev.atlas.webhooks.web;

import dev.atlas.webhooks.pipeline.Services;
import dev.atlas.webhooks.servlet.api.HttpApi;
import dev.atlas.webhooks.servlet.listen.ListenStreams;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import tools.jackson.databind.JsonNode;

/** The pages in a real Jetty below the context path {@code /atlas}. */
final class WebappServer {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    /**
     * Starts.
     *
     * @param content the folder that takes the place of the unpacked WAR
     * @param port 0 for any
     */
    WebappServer(Path content, Services services, InstantSource clock, int port) throws Exception {
        this(content, new Pages(services, api(services), false, clock), port, webapp -> {});
    }

    /** The pages behind what else there is in the server. */
    WebappServer(Path content, Pages pages, int port, Consumer<ServletContextHandler> others) throws Exception {
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler webapp = new ServletContextHandler("/atlas");
        webapp.setBaseResource(ResourceFactory.of(webapp).newResource(content));
        others.accept(webapp);
        webapp.addEventListener(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                pages.register(event.getServletContext());
            }
        });
        server.setHandler(webapp);
        server.start();
    }

    /** The description of the HTTP API. */
    static JsonNode api(Services services) {
        try (ListenStreams streams = new ListenStreams(services.listening())) {
            return new HttpApi(services, streams).document();
        }
    }

    /** A browser of its own, with no cookies yet. */
    Browser browser() {
        return new Browser("http://127.0.0.1:" + connector.getLocalPort() + "/atlas");
    }

    void stop() throws Exception {
        server.stop();
    }
}
